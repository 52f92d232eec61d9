package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.hold;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshee.api.Outcome;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.api.StaleActivationException;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes of n1 that do not come to their end when their shard moves to n2. */
class DrainTest {

    private static final Duration DRAIN = Duration.ofMillis(500);

    private final World world = new World();
    private MeshNode n1;
    private String id;

    @BeforeEach
    void startTwoNodes() throws Exception {
        world.cluster.set("mesh.rebalance.drain-timeout", "500ms");
        n1 = world.startTwo();
        id = world.idOn("n1");
    }

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void a_handler_that_ignores_everything_holds_its_shard_no_longer_than_the_drain_timeout() throws Exception {
        CompletableFuture<Reply<Integer>> straggler = n1.callAsync(within20s(new Worker.Defy("gate")));
        world.gate("gate").awaitArrivals(1);
        long begin = System.nanoTime();
        moveToN2();

        Reply<Integer> reply = world.mesh("n2").call(add(id, 5));

        assertThat(reply.process().node()).isEqualTo("n2");
        assertThat(reply.value()).isEqualTo(5);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(DRAIN);
        Eventually.until("it is interrupted", () -> world.gate("gate").interruptions() > 0);
        Eventually.until("it is counted", () -> n1.status().counts().fenced() == 1);
        world.gate("gate").open();
        assertUnknown(straggler);
        assertThat(world.mesh("n1").call(total(id)).value()).isEqualTo(5);
        assertThat(world.passivations).doesNotContainKey(id);
    }

    @Test
    void a_handler_that_ends_in_time_is_left_alone() throws Exception {
        CompletableFuture<Reply<Object>> running = n1.callAsync(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);
        moveToN2();

        world.gate("gate").open();

        assertThat(running.get(10, TimeUnit.SECONDS).process().node()).isEqualTo("n1");
        assertThat(world.mesh("n2").call(add(id, 5)).value()).isEqualTo(5);
        assertThat(world.gate("gate").interruptions()).isZero();
        assertThat(n1.status().counts().fenced()).isZero();
    }

    @Test
    void a_stage_that_never_completes_is_given_up_and_its_caller_told_at_once() throws Exception {
        CompletableFuture<Reply<Integer>> straggler = n1.callAsync(within20s(new Worker.Later("never")));
        Eventually.until("it runs", () -> world.alive.containsKey(id));
        moveToN2();

        assertUnknown(straggler);
        assertThat(world.mesh("n2").call(add(id, 5)).process().node()).isEqualTo("n2");
        world.future("never").complete(1);
    }

    @Test
    void what_waits_behind_it_runs_at_the_next_owner_in_order() throws Exception {
        n1.cast(within20s(new Worker.Defy("gate")));
        world.gate("gate").awaitArrivals(1);
        for (int i = 0; i < 5; i++) {
            n1.cast(within20s(new Worker.Note("n1", i)));
        }
        moveToN2();
        for (int i = 5; i < 10; i++) {
            n1.cast(within20s(new Worker.Note("n1", i)));
        }

        Eventually.until("all arrive", () -> world.notes(id).size() == 10);

        assertThat(world.notes(id).stream().map(Worker.Note::number).toList())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(world.alive).containsEntry(id, "n2");
        world.gate("gate").open();
    }

    private Request<Integer> within20s(Object payload) {
        return Request.to(Worker.class, id)
                .payload(payload)
                .timeout(Duration.ofSeconds(20))
                .returning(Integer.class);
    }

    private void moveToN2() throws Exception {
        n1.unregisterCapabilities("work");
        Eventually.until(
                "n2 owns it",
                () -> n1.nodesFor("work").equals(List.of("n2"))
                        && world.mesh("n2").nodesFor("work").equals(List.of("n2")));
    }

    private static void assertUnknown(CompletableFuture<Reply<Integer>> straggler) {
        ExecutionException e =
                catchThrowableOfType(ExecutionException.class, () -> straggler.get(10, TimeUnit.SECONDS));
        assertThat(e.getCause())
                .isInstanceOfSatisfying(
                        StaleActivationException.class,
                        stale -> assertThat(stale.outcome()).isEqualTo(Outcome.UNKNOWN))
                .hasMessageStartingWith("MESH00179");
    }
}
