package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.ask;
import static io.meshee.core.node.World.hold;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.CallTimeoutException;
import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessRef;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.api.TypeRef;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All calls come from n1; a process on n1 is local, one on n2 remote. */
class DispatchTest {

    private final World world = new World();
    private MeshNode n1;

    @BeforeEach
    void startTwoNodes() throws Exception {
        n1 = world.startTwo();
    }

    @AfterEach
    void endNodes() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_call_returns_the_reply_and_says_which_process_gave_it(String owner) {
        String id = world.idOn(owner);

        Reply<Integer> reply = n1.call(add(id, 5));

        assertThat(reply.value()).isEqualTo(5);
        ProcessRef process = reply.process();
        assertThat(process.node()).isEqualTo(owner);
        assertThat(process.capability()).isEqualTo("work");
        assertThat(process.type()).isEqualTo("Worker");
        assertThat(process.id()).isEqualTo(id);
        assertThat(process.incarnation()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void state_stays_from_message_to_message_in_one_incarnation(String owner) {
        String id = world.idOn(owner);
        Reply<Integer> first = n1.call(add(id, 5));

        Reply<Integer> second = n1.call(add(id, 2));

        assertThat(second.value()).isEqualTo(7);
        assertThat(second.process()).isEqualTo(first.process());
        assertThat(world.activations).containsEntry(id, 1);
    }

    @Test
    void any_node_reaches_the_same_process() {
        String id = world.idOn("n2");
        n1.call(add(id, 5));

        assertThat(world.mesh("n2").call(total(id)).value()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_asynchronous_call_ends_in_its_future(String owner) throws Exception {
        CompletableFuture<Reply<Integer>> future = n1.callAsync(add(world.idOn(owner), 5));

        assertThat(future.get(10, TimeUnit.SECONDS).value()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_asynchronous_call_does_not_wait_for_the_process(String owner) throws Exception {
        String id = world.idOn(owner);
        CompletableFuture<Reply<Object>> held = n1.callAsync(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);

        assertThat(held).isNotDone();
        world.gate("gate").open();
        held.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_cast_does_not_wait_for_the_process(String owner) throws Exception {
        String id = world.idOn(owner);
        n1.cast(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);

        n1.cast(Request.to(Worker.class, id).payload(new Worker.Note("test", 1)));

        assertThat(world.notes(id)).isEmpty();
        world.gate("gate").open();
        Eventually.until("the note arrives", () -> world.notes(id).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void messages_of_one_caller_arrive_in_their_order_however_they_are_sent(String owner) throws Exception {
        String id = world.idOn(owner);
        for (int i = 0; i < 600; i++) {
            Request<Object> note = Request.to(Worker.class, id).payload(new Worker.Note("test", i));
            switch (i % 3) {
                case 0 -> n1.cast(note);
                case 1 -> n1.callAsync(note);
                default -> n1.call(note);
            }
        }

        Eventually.until("all notes arrive", () -> world.notes(id).size() == 600);
        assertThat(world.notes(id)).extracting(Worker.Note::number).isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_blocked_process_delays_no_other_not_even_in_its_shard(String owner) throws Exception {
        String id = world.idOn(owner);
        String neighbour = sameShard(id);
        n1.cast(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);

        assertThat(n1.call(add(neighbour, 3)).value()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_hundred_crashes_in_a_row_leave_the_node_serving_and_take_nobody_with_them(String owner) {
        List<String> ids = world.idsOn(owner, 2);
        n1.call(add(ids.get(1), 4));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(
                            () -> n1.call(Request.to(Worker.class, ids.get(0)).payload(new Worker.Fail("runtime"))))
                    .isInstanceOf(ProcessFailedException.class);
        }

        assertThat(n1.call(add(ids.get(1), 1)).value()).isEqualTo(5);
        assertThat(n1.call(add(ids.get(0), 1)).value()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_time_out_leaves_the_next_call_working(String owner) {
        String id = world.idOn(owner);
        assertThatThrownBy(() -> n1.call(hold(id, "gate").timeout(Duration.ofMillis(80))))
                .isInstanceOfSatisfying(
                        CallTimeoutException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));

        assertThat(n1.call(add(id, 3)).value()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_call_that_never_started_times_out_as_not_executed_or_unknown_and_never_runs(String owner) throws Exception {
        String id = world.idOn(owner);
        n1.cast(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);

        assertThatThrownBy(() -> n1.call(add(id, 3).timeout(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        e -> assertThat(e.outcome())
                                .isEqualTo(owner.equals("n1") ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN));

        world.gate("gate").open();
        assertThat(n1.call(total(id)).value()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_caller_of_a_pool_handler_waits_no_more_than_50_ms_past_its_deadline(String owner) {
        String id = world.idOn(owner);
        long[] late = new long[20];
        for (int i = 0; i < late.length; i++) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> n1.call(hold(id, "gate").timeout(Duration.ofMillis(30))))
                    .isInstanceOf(CallTimeoutException.class);
            late[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) - 30;
        }
        Arrays.sort(late);

        assertThat(late[late.length / 2]).isBetween(0L, 50L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_nested_call_to_a_process_in_the_same_shard_works(String owner) {
        String id = world.idOn(owner);
        String neighbour = sameShard(id);

        Reply<String> reply = n1.call(Request.to(Worker.class, id)
                .payload(new Worker.CallOn(List.of(neighbour)))
                .returning(String.class));

        assertThat(reply.value()).isEqualTo(id + " " + neighbour);
    }

    @Test
    void nested_calls_go_back_and_forth_between_nodes() {
        List<String> here = world.idsOn("n1", 3);
        List<String> there = world.idsOn("n2", 3);
        List<String> way = List.of(there.get(0), here.get(1), there.get(1), here.get(2), there.get(2));

        Reply<String> reply = n1.call(Request.to(Worker.class, here.get(0))
                .payload(new Worker.CallOn(way))
                .returning(String.class));

        assertThat(reply.value()).isEqualTo(here.get(0) + " " + String.join(" ", way));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void cancelling_takes_a_message_out_that_has_not_started(String owner) throws Exception {
        String id = world.idOn(owner);
        CompletableFuture<Reply<Object>> running = n1.callAsync(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);
        CompletableFuture<Reply<Integer>> waiting = n1.callAsync(add(id, 3));
        if (owner.equals("n2")) {
            awaitDelivered("n2", 2);
        }

        assertThat(waiting.cancel(false)).isTrue();
        if (owner.equals("n2")) {
            awaitDelivered("n2", 3);
        }
        world.gate("gate").open();
        running.get(10, TimeUnit.SECONDS);

        assertThat(n1.call(total(id)).value()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void cancelling_does_not_disturb_a_handler_that_runs(String owner) throws Exception {
        String id = world.idOn(owner);
        CompletableFuture<Reply<Object>> running =
                n1.callAsync(Request.to(Worker.class, id).payload(new Worker.HoldAndAdd("gate", 9)));
        world.gate("gate").awaitArrivals(1);

        running.cancel(true);
        world.gate("gate").open();

        assertThat(n1.call(total(id)).value()).isEqualTo(9);
        assertThat(world.gate("gate").interruptions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_nested_call_ends_no_later_than_the_call_around_it(String owner) throws Exception {
        String id = world.idOn(owner);
        String other = world.idsOn("n2", 2).get(1);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, id)
                        .payload(new Worker.CallSlow(other, "gate", Duration.ofSeconds(60)))
                        .timeout(Duration.ofMillis(150))))
                .isInstanceOf(MeshException.class);

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2000);
        Eventually.until(
                "the inner run is interrupted at the outer deadline",
                () -> world.gate("gate").interruptions() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void headers_reach_the_handler_of_their_own_message_alone(String owner) {
        String id = world.idOn(owner);

        assertThat(n1.call(ask(id, "headers").headers(Map.of("user", "ada", "trace", "7")))
                        .value())
                .isEqualTo("{trace=7, user=ada}");
        assertThat(n1.call(ask(id, "headers")).value()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_activation_argument_is_seen_only_by_the_activation_it_causes(String owner) {
        String id = world.idOn(owner);

        assertThat(n1.call(total(id).initArg(new Worker.Start(40))).value()).isEqualTo(40);
        assertThat(n1.call(total(id).initArg(new Worker.Start(90))).value()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_activation_argument_of_another_type_is_not_seen(String owner) {
        assertThat(n1.call(total(world.idOn(owner)).initArg("forty")).value()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void generic_replies_come_back_whole(String owner) {
        Request<Map<String, String>> request = Request.to(Worker.class, world.idOn(owner))
                .payload(Map.of())
                .headers(Map.of("a", "b"))
                .returning(new TypeRef<Map<String, String>>() {});

        assertThat(n1.call(request).value()).containsExactly(Map.entry("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_null_reply_is_null(String owner) {
        assertThat(n1.call(Request.to(Worker.class, world.idOn(owner)).payload(new Worker.Reply("null")))
                        .value())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void the_handler_sees_the_time_that_is_left(String owner) {
        String left = n1.call(ask(world.idOn(owner), "remaining").timeout(Duration.ofSeconds(3)))
                .value();

        assertThat(Long.parseLong(left)).isBetween(1500L, 3000L);
    }

    @Test
    void what_hangs_on_a_future_does_not_hold_up_the_process_that_completes_it() throws Exception {
        List<String> ids = world.idsOn("n2", 2);
        List<CompletableFuture<Object>> dependents = new ArrayList<>();
        for (String id : ids) {
            CompletableFuture<Reply<Object>> call = n1.callAsync(hold(id, "start"));
            dependents.add(call.thenApply(reply -> {
                world.gate("dependent").pass();
                return reply;
            }));
        }
        world.gate("start").open();
        world.gate("dependent").awaitArrivals(2);

        assertThat(n1.call(add(ids.get(0), 1)).value()).isEqualTo(1);
        world.gate("dependent").open();
        CompletableFuture.allOf(dependents.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    @Test
    void an_asynchronous_call_fails_in_its_future_and_not_in_its_caller() {
        CompletableFuture<Reply<Object>> future =
                n1.callAsync(Request.to("Worker", "x").capability("nowhere"));

        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(MeshException.class);
    }

    @Test
    void an_asynchronous_call_times_out_by_itself() {
        String id = world.idOn("n2");
        CompletableFuture<Reply<Object>> future = n1.callAsync(hold(id, "gate").timeout(Duration.ofMillis(50)));

        assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(CallTimeoutException.class);
    }

    private String sameShard(String id) {
        int shard = n1.shardFor(id);
        for (int i = 0; ; i++) {
            String other = "neighbour-" + i;
            if (n1.shardFor(other) == shard) {
                return other;
            }
        }
    }

    private void awaitDelivered(String node, long messages) throws Exception {
        Eventually.until(
                messages + " messages at " + node,
                () -> world.cluster.node(node).status().received().messages() >= messages);
    }
}
