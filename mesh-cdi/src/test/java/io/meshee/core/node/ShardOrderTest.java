package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.OverloadedException;
import io.meshee.core.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One shard, whose messages go to start a of a node, then to start b. */
class ShardOrderTest {

    private static final Shard SHARD = new Shard("work", 7);

    private final ShardOrders orders = new ShardOrders(3);
    private long places;

    @Test
    void messages_to_one_owner_do_not_wait_and_leave_nothing_behind() {
        OutgoingCall first = message();
        OutgoingCall second = message();

        assertThat(orders.mayGo(SHARD, first, "a")).isTrue();
        assertThat(orders.mayGo(SHARD, second, "a")).isTrue();
        assertThat(orders.isCalm()).isTrue();
        orders.left(first);
        orders.left(second);

        assertThat(orders.isQuiet(SHARD)).isTrue();
        assertThat(second.order().enter(message(), "a")).isEqualTo(ShardOrder.Turn.ASK_AGAIN);
    }

    @Test
    void a_message_for_the_new_owner_waits_until_the_old_one_has_taken_all() {
        OutgoingCall toOld = underWay("a");
        OutgoingCall alsoToOld = underWay("a");
        OutgoingCall toNew = message();

        assertThat(orders.mayGo(SHARD, toNew, "b")).isFalse();
        orders.left(toOld);
        assertThat(next(toNew.order())).isNull();
        orders.left(alsoToOld);

        assertThat(next(toNew.order())).isSameAs(toNew);
    }

    @Test
    void a_message_for_this_node_waits_once_the_view_says_that_another_had_the_shard() {
        OutgoingCall toOld = underWay("a");
        orders.beginView();
        orders.viewInstalled(shard -> null);
        orders.endView();
        OutgoingCall here = message();

        assertThat(orders.isCalm()).isFalse();
        assertThat(orders.mayGo(SHARD, here, null)).isFalse();
        orders.left(toOld);
        assertThat(next(here.order())).isSameAs(here);
    }

    @Test
    void every_message_asks_while_a_view_is_being_installed() {
        orders.beginView();
        assertThat(orders.isCalm()).isFalse();
        assertThat(orders.mayGo(SHARD, message(), null)).isTrue();

        orders.endView();
        assertThat(orders.isCalm()).isTrue();
    }

    @Test
    void what_came_back_goes_first_and_those_behind_it_in_the_lane_step_aside() {
        OutgoingCall first = underWay("a");
        OutgoingCall second = underWay("a");
        OutgoingCall third = message();

        orders.comeBack(SHARD, first, 0);
        assertThat(orders.mayGo(SHARD, third, "a")).isFalse();
        assertThat(second.order().isBehind(second)).isTrue();
        assertThat(next(first.order())).isNull();
        orders.comeBack(SHARD, second, 0);

        assertThat(routeAll(first.order(), "b")).containsExactly(first, second, third);
        assertThat(orders.isCalm()).isTrue();
    }

    @Test
    void what_came_back_waits_for_its_time() {
        OutgoingCall first = underWay("a");
        orders.comeBack(SHARD, first, 100);

        assertThat(first.order().next(99)).isNull();
        assertThat(first.order().next(100)).isSameAs(first);
    }

    @Test
    void nothing_more_is_routed_once_one_has_come_back_again() {
        OutgoingCall first = underWay("a");
        OutgoingCall second = underWay("a");
        orders.comeBack(SHARD, first, 0);
        orders.comeBack(SHARD, second, 0);
        ShardOrder order = first.order();

        assertThat(order.resume(next(order), "a")).isEqualTo(ShardOrder.Turn.GO);
        assertThat(next(order)).isSameAs(second);
        orders.comeBack(SHARD, first, 0);

        assertThat(order.resume(second, "a")).isNotEqualTo(ShardOrder.Turn.GO);
        assertThat(next(order)).isNull();
        order.routed();
        assertThat(routeAll(order, "a")).containsExactly(first, second);
    }

    @Test
    void what_was_taken_by_the_oldest_view_goes_first() {
        OutgoingCall blocker = underWay("a");
        OutgoingCall direct = message();
        OutgoingCall taken = message();
        taken.takenAt(5);
        OutgoingCall takenBefore = message();
        takenBefore.takenAt(4);
        orders.mayGo(SHARD, direct, "b");
        orders.mayGo(SHARD, taken, "b");
        orders.mayGo(SHARD, takenBefore, "b");
        orders.left(blocker);

        assertThat(routeAll(direct.order(), "b")).containsExactly(takenBefore, taken, direct);
    }

    @Test
    void a_lost_node_is_not_waited_for() {
        underWay("a");
        OutgoingCall waiting = message();
        orders.mayGo(SHARD, waiting, "b");

        orders.retain(Set.of("b"));

        assertThat(next(waiting.order())).isSameAs(waiting);
    }

    @Test
    void a_message_that_comes_back_after_its_order_is_over_begins_another() {
        OutgoingCall late = underWay("a");
        orders.retain(Set.of("b"));
        orders.comeBack(SHARD, late, 0);

        assertThat(orders.isQuiet(SHARD)).isFalse();
        assertThat(routeAll(late.order(), "b")).containsExactly(late);
    }

    @Test
    void a_withdrawn_message_gives_its_place_up() {
        OutgoingCall toOld = underWay("a");
        OutgoingCall waiting = message();
        orders.mayGo(SHARD, waiting, "b");

        waiting.order().remove(waiting);
        orders.left(toOld);

        assertThat(orders.isCalm()).isTrue();
        assertThat(orders.waiting()).isZero();
    }

    @Test
    void so_many_wait_and_no_more_but_what_was_accepted_is_never_refused() {
        OutgoingCall toOld = underWay("a");
        for (int i = 0; i < 3; i++) {
            orders.mayGo(SHARD, message(), "b");
        }

        assertThatThrownBy(() -> orders.mayGo(SHARD, message(), "b"))
                .isInstanceOf(OverloadedException.class)
                .hasMessageStartingWith("MESH00152: 3 messages wait");
        OutgoingCall taken = message();
        taken.takenAt(1);
        orders.mayGo(SHARD, taken, "b");
        orders.comeBack(SHARD, toOld, 0);
        assertThat(orders.waiting()).isEqualTo(5);
    }

    private OutgoingCall underWay(String startId) {
        OutgoingCall call = message();
        assertThat(orders.mayGo(SHARD, call, startId)).isTrue();
        return call;
    }

    private OutgoingCall message() {
        OutgoingCall call = new Cast(
                null,
                new OutgoingCall.Target("work", "Worker", "x", null, null, null, Map.of(), Expected.ANYTHING, null),
                Long.MAX_VALUE,
                null);
        call.place(++places);
        return call;
    }

    private static OutgoingCall next(ShardOrder order) {
        return order.next(1000);
    }

    private static List<OutgoingCall> routeAll(ShardOrder order, String to) {
        List<OutgoingCall> routed = new ArrayList<>();
        for (OutgoingCall next = next(order); next != null; next = next(order)) {
            assertThat(order.resume(next, to)).isEqualTo(ShardOrder.Turn.GO);
            routed.add(next);
        }
        order.routed();
        return routed;
    }
}
