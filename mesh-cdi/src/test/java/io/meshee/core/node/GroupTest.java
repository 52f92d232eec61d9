package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.PayloadException;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.core.node.Member.Said;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.InMemoryNetwork.Fault;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTest {

    private static final Said HELLO = new Said("hello", 1);

    private final Club club = new Club();

    @AfterEach
    void endNodes() {
        club.close();
    }

    @Test
    void each_member_on_each_node_gets_a_message_once_and_nobody_else_does() throws Exception {
        startTwo();
        List<String> here = club.idsOn("n1", 3);
        List<String> there = club.idsOn("n2", 3);
        List.of(here.get(0), here.get(1), there.get(0)).forEach(id -> club.join("n1", id, "news"));
        club.join("n1", here.get(1), "news");
        club.join("n1", there.get(1), "sports");
        awaitNodes("n1", "news", 2);

        club.node("n1").publish("news", new Said("last", 2));

        Eventually.until("three have heard it", () -> hearersOf(2).size() >= 3);
        assertThat(hearersOf(2)).containsExactlyInAnyOrder(here.get(0), here.get(1), there.get(0));
    }

    @Test
    void messages_of_one_thread_arrive_in_their_order() throws Exception {
        startTwo();
        String here = club.idOn("n1");
        String there = club.idOn("n2");
        club.join("n1", here, "news");
        club.join("n2", there, "news");
        awaitNodes("n1", "news", 2);

        IntStream.rangeClosed(1000, 1500).forEach(i -> club.node("n1").publish("news", new Said("", i)));

        for (String id : List.of(here, there)) {
            Eventually.until(
                    id + " has heard all", () -> club.numbersHeardBy(id).contains(1500));
            assertThat(club.numbersHeardBy(id).stream().filter(number -> number >= 1000))
                    .isEqualTo(IntStream.rangeClosed(1000, 1500).boxed().toList());
        }
    }

    @Test
    void a_message_that_takes_long_to_decode_is_not_overtaken() throws Exception {
        startTwo();
        club.join("n2", club.idOn("n2"), "news");
        awaitNodes("n1", "news", 1);
        String behind = club.idsOn("n2", 100).stream()
                .filter(id -> lane(31 * "club".hashCode() + club.node("n1").shardFor(id)) == lane("news".hashCode()))
                .findFirst()
                .orElseThrow();
        Gate decoding = new Gate();
        Member.Ponderous.gate = decoding;
        try {
            club.node("n1").publish("news", new Member.Ponderous(1));
            club.node("n1").publish("news", new Member.Ponderous(2));
            decoding.awaitArrivals(1);
            club.send("n1", behind, new Member.WhoCallsHere()); // comes after them, and is not held up
            decoding.open();

            Eventually.until("both are heard", () -> club.ponderous().size() == 2);
        } finally {
            decoding.open();
            Member.Ponderous.gate = null;
        }
        assertThat(club.ponderous()).containsExactly(1, 2);
    }

    /** The next drain of a lane comes 10 ms after the last has got stuck. */
    @Test
    void a_cast_that_takes_long_to_decode_is_not_overtaken() throws Exception {
        startTwo();
        String id = club.idOn("n2");
        Gate decoding = new Gate();
        Member.Ponderous.gate = decoding;
        try {
            club.node("n1").cast(Request.to(Member.class, id).payload(new Member.Ponderous(1)));
            decoding.awaitArrivals(1);
            long stuck = System.nanoTime();
            club.node("n1").cast(Request.to(Member.class, id).payload(new Member.Ponderous(2)));
            Eventually.until(
                    "the lane has been looked at",
                    () -> !club.ponderous().isEmpty() || System.nanoTime() - stuck > TimeUnit.MILLISECONDS.toNanos(60));
            decoding.open();

            Eventually.until("both are heard", () -> club.ponderous().size() == 2);
        } finally {
            decoding.open();
            Member.Ponderous.gate = null;
        }
        assertThat(club.ponderous()).containsExactly(1, 2);
    }

    private static int lane(int key) {
        return Math.floorMod(key, 4);
    }

    @Test
    void a_group_without_members_reaches_no_node() throws Exception {
        startTwo();

        assertThat(club.node("n1").publish("nobody", HELLO)).isZero();
    }

    @Test
    void who_has_left_gets_nothing_more() throws Exception {
        startTwo();
        String id = club.idOn("n2");
        club.join("n2", id, "news");
        awaitNodes("n1", "news", 1);
        club.send("n1", id, new Member.Leave("news"));
        club.send("n1", id, new Member.Leave("news"));

        awaitNodes("n1", "news", 0);
    }

    @Test
    void membership_ends_with_the_activation() throws Exception {
        MeshNode n1 = club.start("n1");
        List<String> ids = club.idsOn("n1", 3);
        ids.forEach(id -> club.join("n1", id, "news"));

        club.send("n1", ids.get(0), "passivate");
        assertThatThrownBy(() -> club.send("n1", ids.get(1), new Member.Fail(false)))
                .isInstanceOf(ProcessFailedException.class);
        n1.forget(new ProcessKey("club", "Member", ids.get(2)));

        awaitNodes("n1", "news", 0);
    }

    @Test
    void an_activation_that_fails_leaves_no_member_behind() throws Exception {
        MeshNode n1 = club.start("n1");

        assertThatThrownBy(() -> n1.call(
                        Request.to(Member.class, club.idOn("n1")).payload(HELLO).initArg(new Member.Fail(true))))
                .isInstanceOf(ActivationException.class);

        assertThat(n1.publish("failing", HELLO)).isZero();
    }

    @Test
    void an_announcement_that_was_lost_is_repaired() throws Exception {
        startTwo();
        club.cluster.network().next("n2", "n1", Fault.loseBatch());
        club.join("n2", club.idOn("n2"), "news");

        awaitNodes("n1", "news", 1);
    }

    @Test
    void what_follows_a_lost_announcement_has_the_rest_told_at_once() throws Exception {
        startTwo();
        List<String> ids = club.idsOn("n2", 2);
        club.cluster.network().next("n2", "n1", Fault.loseBatch());
        club.join("n2", ids.get(0), "lost");
        Eventually.until(
                "the batch is lost",
                () -> club.node("n2").status().sent().get(0).queued() == 0);
        club.join("n2", ids.get(1), "told");

        awaitNodes("n1", "told", 1);
        awaitNodes("n1", "lost", 1);
    }

    @Test
    void a_node_that_joins_later_learns_of_the_groups() throws Exception {
        startTwo();
        String id = club.idOn("n1");
        club.join("n1", id, "news");
        club.start("n3");
        String now =
                club.node("n1").ownerNode(club.node("n1").shardFor(id), "club").orElseThrow();
        if (now.equals("n3")) {
            club.join("n1", id, "news"); // it went there, and was a member no more
        }

        if (now.equals("n1")) {
            awaitNodes("n3", "news", 1);
        } else {
            awaitNodes("n1", "news", 1);
        }
    }

    @Test
    void a_lost_nodes_members_are_forgotten() throws Exception {
        startTwo();
        club.join("n1", club.idOn("n2"), "news");
        awaitNodes("n1", "news", 1);
        club.cluster.kill("n2");
        club.cluster.awaitMembers("n1");

        awaitNodes("n1", "news", 0);
    }

    @Test
    void a_process_publishes_to_its_own_group_without_waiting_for_itself() throws Exception {
        club.start("n1");
        String id = club.idOn("n1");
        club.join("n1", id, "news");

        assertThat(club.send("n1", id, new Member.Say("news", HELLO))).isEqualTo(1);

        Eventually.until("it has heard itself", () -> club.numbersHeardBy(id).equals(List.of(1)));
    }

    @Test
    void members_of_one_node_share_the_object() throws Exception {
        club.start("n1");
        club.idsOn("n1", 2).forEach(id -> club.join("n1", id, "news"));

        club.node("n1").publish("news", HELLO);

        Eventually.until("both have heard it", () -> club.objects().size() == 2);
        assertThat(club.objects()).allMatch(object -> object == HELLO);
    }

    @Test
    void members_of_one_node_get_copies_where_that_is_set() throws Exception {
        club.cluster.set("mesh.local-payload", "copy");
        club.start("n1");
        club.idsOn("n1", 2).forEach(id -> club.join("n1", id, "news"));

        club.node("n1").publish("news", HELLO);

        Eventually.until("both have heard it", () -> club.objects().size() == 2);
        assertThat(club.objects()).containsExactly(HELLO, HELLO).noneMatch(object -> object == HELLO);
        assertThat(club.objects().get(0)).isNotSameAs(club.objects().get(1));
    }

    @Test
    void a_payload_that_no_handler_takes_is_told_as_dropped() throws Exception {
        MeshNode n1 = club.start("n1");
        String id = club.idOn("n1");
        club.join("n1", id, "news");

        n1.publish("news", 4711);

        Eventually.until("it is dropped", () -> club.cluster.droppedCasts().size() == 1);
        assertThat(club.cluster.droppedCasts().get(0).process().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void a_group_needs_a_name(String name) throws Exception {
        MeshNode n1 = club.start("n1");

        assertThatThrownBy(() -> n1.publish(name, HELLO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("MESH00410");
        assertThatThrownBy(() -> club.join("n1", club.idOn("n1"), name)).hasMessageContaining("MESH00410");
    }

    @Test
    void a_name_and_a_payload_have_their_limits() throws Exception {
        startTwo();
        MeshNode n1 = club.node("n1");
        club.join("n1", club.idOn("n2"), "x".repeat(255));
        awaitNodes("n1", "x".repeat(255), 1);

        assertThatThrownBy(() -> n1.publish("x".repeat(256), HELLO)).hasMessageContaining("MESH00410");
        assertThatThrownBy(() -> n1.publish("news", null)).hasMessageContaining("MESH00413");
        assertThatThrownBy(() -> n1.publish("x".repeat(255), "x".repeat(2_000_000)))
                .isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> n1.broadcast("club", "x".repeat(2_000_000))).isInstanceOf(PayloadException.class);
    }

    @Test
    void a_payload_that_cannot_travel_reaches_nobody() throws Exception {
        startTwo();
        MeshNode n1 = club.node("n1");
        String here = club.idOn("n1");
        club.join("n1", here, "news");
        club.join("n1", club.idOn("n2"), "news");
        awaitNodes("n1", "news", 2);

        assertThatThrownBy(() -> n1.publish("news", "passivate " + "x".repeat(2_000_000)))
                .isInstanceOf(PayloadException.class);

        assertThat(n1.call(Request.to(Member.class, here).payload(HELLO))
                        .process()
                        .incarnation())
                .isEqualTo(1);
        assertThat(n1.publish("news", HELLO)).isEqualTo(2);
    }

    @Test
    void a_publication_that_does_not_get_to_its_node_is_counted() throws Exception {
        startTwo();
        MeshNode n1 = club.node("n1");
        club.join("n2", club.idOn("n2"), "news");
        awaitNodes("n1", "news", 1);
        assertThat(dropped("n1")).isZero();

        club.cluster.network().next("n1", "n2", Fault.loseBatch());
        Eventually.until("a publication is lost", () -> n1.publish("news", HELLO) == 1 && dropped("n1") > 0);

        long lost = dropped("n1");
        club.cluster.network().next("n1", "n2", Fault.notSent());
        Eventually.until("one is not sent", () -> n1.publish("news", HELLO) == 1 && dropped("n1") > lost);
    }

    @Test
    void a_publication_that_cannot_be_read_is_counted_where_it_came_to() throws Exception {
        startTwo();
        club.join("n2", club.idOn("n2"), "news");
        awaitNodes("n1", "news", 1);

        assertThat(club.node("n1").publish("news", new Unknown(1))).isEqualTo(1);

        Eventually.until("it is counted", () -> dropped("n2") == 1);
        assertThat(dropped("n1")).isZero();
    }

    record Unknown(int number) implements Serializable {}

    @Test
    void broadcasts_that_find_no_room_or_no_thread_are_counted() throws Exception {
        club.cluster.set("mesh.executor.max-threads", "1");
        Gate gate = new Gate();
        MeshNode n1 = club.cluster.start("n1", ProcessClasses.of(Blocker.class, () -> new Blocker(gate)));
        n1.cast(Request.to(Blocker.class, "a").payload("wait"));
        gate.awaitArrivals(1);
        int broadcasts = 0;
        int refused = 0;
        while (refused == 0 && broadcasts < 100_000) {
            refused += n1.broadcast("block", new Said("", broadcasts++)) == 0 ? 1 : 0;
        }
        int all = broadcasts;

        Eventually.until("all are dropped", () -> dropped("n1") == all);
        gate.open();
        assertThat(broadcastsAt("n1")).isEmpty();
    }

    private long dropped(String node) {
        return club.node(node).status().counts().publicationsDropped();
    }

    @Capability("block")
    static class Blocker {

        private final Gate gate;

        Blocker(Gate gate) {
            this.gate = gate;
        }

        @Handle(execution = Execution.POOL)
        public void block(String ignored) {
            gate.pass();
        }
    }

    @Test
    void a_pooled_process_cannot_join() throws Exception {
        MeshNode n1 = club.cluster.start(
                "n1",
                ProcessClasses.pooled(
                        Pooled.class, new Pooled(() -> club.node("n1").currentContext())));

        assertThatThrownBy(() -> n1.call(Request.to(Pooled.class, "any").payload("news")))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("MESH00411");
    }

    @Test
    void a_broadcast_reaches_each_node_that_serves_the_capability_once_and_in_order() throws Exception {
        startTwo();
        MeshNode n3 = club.cluster.start("n3", Other.class);

        assertThat(n3.broadcast("club", new Said("", 1))).isEqualTo(2);
        IntStream.rangeClosed(2, 200).forEach(i -> n3.broadcast("club", new Said("", i)));

        for (String node : List.of("n1", "n2")) {
            List<String> expected = IntStream.rangeClosed(1, 200)
                    .mapToObj(i -> node + " club " + new Said("", i))
                    .toList();
            Eventually.until(node + " has heard all", () -> broadcastsAt(node).size() >= 200);
            assertThat(broadcastsAt(node)).isEqualTo(expected);
        }
        assertThat(broadcastsAt("n3")).isEmpty();
    }

    @Test
    void a_broadcast_reaches_the_own_node_too_and_nobody_where_nobody_serves() throws Exception {
        MeshNode n1 = club.start("n1");

        assertThat(n1.broadcast("club", HELLO)).isEqualTo(1);
        assertThat(n1.broadcast("nothing", HELLO)).isZero();
        Eventually.until("it is heard", () -> broadcastsAt("n1").size() == 1);
    }

    @Test
    void who_is_not_up_publishes_nothing() {
        MeshNode early = club.cluster.create("n1", club.members("n1"));

        assertThatThrownBy(() -> early.publish("news", HELLO)).isInstanceOf(MeshNotRunningException.class);
        assertThatThrownBy(() -> early.broadcast("club", HELLO)).isInstanceOf(MeshNotRunningException.class);
    }

    private void startTwo() throws Exception {
        club.start("n1");
        club.start("n2");
    }

    private List<String> hearersOf(int number) {
        return club.heard().stream()
                .filter(heard -> heard.said().number() == number)
                .map(Member.Heard::id)
                .toList();
    }

    private List<String> broadcastsAt(String node) {
        return club.cluster.broadcasts().stream()
                .filter(each -> each.startsWith(node + " "))
                .toList();
    }

    /** Waits until what the node publishes in the group reaches so many nodes. */
    private void awaitNodes(String node, String group, int count) throws Exception {
        Eventually.until(
                group + " reaches " + count + " nodes from " + node,
                () -> club.node(node).publish(group, HELLO) == count);
    }

    @Capability("other")
    static class Other {

        @Handle
        public String echo(String text) {
            return text;
        }
    }

    @Capability("pool")
    static class Pooled {

        private final Supplier<ProcessContext> self;

        Pooled(Supplier<ProcessContext> self) {
            this.self = self;
        }

        @Handle
        public void join(String group) {
            self.get().join(group);
        }
    }
}
