package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.hold;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshee.api.CallTimeoutException;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.peer.Peers;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.InMemoryNetwork.Fault;
import io.meshee.testkit.ProcessClasses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much, too late or given up: refused or dropped, counted, and at nobody else's expense. */
class OverloadTest {

    private static final int MORE_THAN_A_LANE_HOLDS = 20_000;

    private final World world = new World();

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void a_slow_node_fills_its_own_queue_and_calls_to_others_go_on() throws Exception {
        MeshNode n1 = world.startTwo();
        world.start("n3");
        String slow = world.idOn("n2");
        world.cluster.network().next("n1", "n2", Fault.holdAt(world.gate("wire")));
        world.cluster.network().next("n1", "n2", Fault.holdAt(world.gate("wire")));
        n1.cast(note(slow));
        world.gate("wire").awaitArrivals(1);

        OverloadedException refusal = catchThrowableOfType(OverloadedException.class, () -> {
            for (int i = 0; i < MORE_THAN_A_LANE_HOLDS; i++) {
                n1.cast(note(slow));
            }
        });

        assertThat(refusal).hasMessageContaining("MESH00152").hasMessageContaining("node n2");
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(refusal.retryAfter()).isPositive();
        assertThat(n1.status().counts().refused()).isEqualTo(1);
        assertThat(n1.call(add(world.idOn("n1"), 1).timeout(Duration.ofSeconds(2)))
                        .value())
                .isEqualTo(1);
        assertThat(n1.call(add(world.idOn("n3"), 2).timeout(Duration.ofSeconds(2)))
                        .value())
                .isEqualTo(2);
        assertThat(world.mesh("n3")
                        .call(add(slow, 3).timeout(Duration.ofSeconds(2)))
                        .value())
                .isEqualTo(3);
        assertThat(n1.status().sent())
                .filteredOn(traffic -> traffic.node().equals("n3"))
                .extracting(Peers.Traffic::queued)
                .containsExactly(0);

        world.gate("wire").open();
        Eventually.until(
                "what waited is sent and handled",
                () -> n1.status().sent().stream().allMatch(traffic -> traffic.queued() == 0)
                        && world.cluster.node("n2").status().queued() == 0);
        assertThat(world.mesh("n3").call(total(slow)).value()).isEqualTo(3);
    }

    @Test
    void all_mailboxes_of_a_node_together_hold_no_more_than_max_queued_whoever_sends() throws Exception {
        world.cluster.set("mesh.process.max-queued", "5");
        MeshNode n1 = world.startTwo();
        String id = world.idOn("n2");
        String other = world.idsOn("n2", 2).get(1);
        n1.cast(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);
        for (int i = 0; i < 5; i++) {
            n1.callAsync(add(id, 1));
        }
        Eventually.until("they wait", () -> world.cluster.node("n2").status().queued() == 5);

        assertThatThrownBy(() -> n1.call(hold(other, "gate")))
                .isInstanceOfSatisfying(OverloadedException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(500));
                })
                .hasMessageContaining("MESH00153")
                .hasMessageContaining("node n2");
    }

    @Test
    void messages_that_wait_for_a_former_owner_take_places_until_they_go_on_or_are_given_up() throws Exception {
        world.cluster.set("mesh.process.max-queued", "3");
        MeshNode n1 = world.start("n1");
        MeshNode n3 = world.start("n3");
        List<String> ids = world.idsOn("n1", 12);
        for (int i = 0; i < ids.size(); i++) {
            n1.callAsync(hold(ids.get(i), "gate").timeout(Duration.ofSeconds(30)));
            world.gate("gate").awaitArrivals(i + 1);
        }
        MeshNode n2 =
                world.cluster.startWithoutWaiting("n2", ProcessClasses.of(Worker.class, () -> new Worker(world, "n2")));
        for (MeshNode node : List.of(n1, n2, n3)) {
            Eventually.until(
                    "it works by the view",
                    () -> node.status().member() && node.nodesFor("work").size() == 3);
        }
        String moved = ids.stream()
                .filter(id ->
                        n1.ownerNode(n1.shardFor(id), "work").orElseThrow().equals("n2"))
                .findFirst()
                .orElseThrow();
        CompletableFuture<Reply<Integer>> givenUp = n2.callAsync(patiently(moved));
        CompletableFuture<Reply<Integer>> givenUpThere = n3.callAsync(patiently(moved));
        CompletableFuture<Reply<Integer>> patient = n2.callAsync(patiently(moved));
        awaitQueued(n2, 3);

        for (MeshNode caller : List.of(n3, n2)) {
            assertThatThrownBy(() -> caller.call(add(moved, 1)))
                    .isInstanceOfSatisfying(OverloadedException.class, e -> {
                        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                        assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(500));
                    })
                    .hasMessageContaining("MESH00153")
                    .hasMessageContaining("node n2");
        }
        assertThat(n2.status().counts().refused()).isEqualTo(2);
        givenUp.cancel(false);
        awaitQueued(n2, 2);
        givenUpThere.cancel(false);
        awaitQueued(n2, 1);

        world.gate("gate").open();
        assertThat(patient.get(20, TimeUnit.SECONDS).value()).isEqualTo(1);
        awaitQueued(n2, 0);
    }

    private static Request<Integer> patiently(String id) {
        return add(id, 1).timeout(Duration.ofSeconds(30));
    }

    private static void awaitQueued(MeshNode node, int count) throws Exception {
        Eventually.until(count + " wait", () -> node.status().queued() == count);
    }

    @Test
    void a_message_whose_deadline_passes_while_it_waits_is_dropped_and_counted() throws Exception {
        MeshNode n1 = world.startTwo();
        String id = busyOn("n1");

        assertThatThrownBy(() -> n1.call(add(id, 1).timeout(Duration.ofMillis(30))))
                .isInstanceOf(CallTimeoutException.class);
        assertThatThrownBy(() ->
                        n1.callAsync(add(id, 1).timeout(Duration.ofMillis(30))).join())
                .hasCauseInstanceOf(CallTimeoutException.class);
        n1.cast(add(id, 1).timeout(Duration.ofNanos(1)));
        world.gate("gate").open();

        Eventually.until("all three are counted", () -> n1.status().counts().expired() == 3);
        assertThat(n1.call(total(id)).value()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_message_that_is_cancelled_while_it_waits_is_counted_where_it_waited(String owner) throws Exception {
        MeshNode n1 = world.startTwo();
        String id = busyOn(owner);
        CompletableFuture<Reply<Integer>> waiting = n1.callAsync(add(id, 1));
        Eventually.until("it waits", () -> world.cluster.node(owner).status().queued() == 1);

        waiting.cancel(false);

        Eventually.until("it is counted", () -> {
            NodeStatus status = world.cluster.node(owner).status();
            return status.counts().withdrawn() == 1 && status.queued() == 0;
        });
    }

    @Test
    void activations_their_ends_and_failures_are_counted() throws Exception {
        MeshNode n1 = world.start("n1");
        n1.call(total("a"));
        n1.call(total("b"));
        n1.call(World.ask("b", "passivate"));
        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a").payload(new Worker.Fail("runtime"))))
                .isNotNull();
        assertThatThrownBy(() -> n1.call(total("c").initArg(new Worker.Start(-1))))
                .isNotNull();

        Eventually.until("b has ended", () -> n1.status().counts().passivations() == 1);
        assertThat(n1.status().counts().activations()).isEqualTo(2);
        assertThat(n1.status().counts().failures()).isEqualTo(2);
    }

    private String busyOn(String node) throws Exception {
        String id = world.idOn(node);
        world.cluster.node("n1").cast(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);
        return id;
    }

    private static Request<Object> note(String id) {
        return Request.to(Worker.class, id).payload(new Worker.Note("test", 1));
    }
}
