package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.hold;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.CallTimeoutException;
import io.meshee.api.Mesh;
import io.meshee.api.MeshException;
import io.meshee.api.NodeLostException;
import io.meshee.api.Outcome;
import io.meshee.api.PassivationReason;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.InMemoryNetwork.Fault;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoffTest {

    private final World world = new World();

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void ten_thousand_ids_over_three_nodes_have_one_activation_each() throws Exception {
        MeshNode n1 = world.startTwo();
        MeshNode n3 = world.start("n3");
        Map<String, CompletableFuture<Reply<Integer>>> calls = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            MeshNode caller = i % 2 == 0 ? n1 : n3;
            calls.put("p" + i, caller.callAsync(add("p" + i, 1)));
        }

        for (Map.Entry<String, CompletableFuture<Reply<Integer>>> call : calls.entrySet()) {
            Reply<Integer> reply = call.getValue().get(20, TimeUnit.SECONDS);
            String owner = n1.ownerNode(n1.shardFor(call.getKey()), "work").orElseThrow();
            assertThat(reply.value()).isEqualTo(1);
            assertThat(reply.process().node()).isEqualTo(owner);
        }
        assertThat(world.activations)
                .hasSize(10_000)
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
        assertThat(Set.copyOf(world.alive.values())).containsExactlyInAnyOrder("n1", "n2", "n3");
    }

    @Test
    void the_answer_to_a_call_of_its_own_that_a_node_hands_on_finds_it_after_it_has_left() throws Exception {
        MeshNode n1 = world.startTwo();
        Mesh n2 = world.mesh("n2");
        String id = world.idOn("n1");
        CompletableFuture<Reply<Object>> running =
                n1.callAsync(hold(id, "first").timeout(Duration.ofSeconds(30)));
        world.gate("first").awaitArrivals(1);
        CompletableFuture<Reply<Integer>> handedOn = n1.callAsync(Request.to(Worker.class, id)
                .payload(new Worker.HoldAndAdd("second", 7))
                .returning(Integer.class)
                .timeout(Duration.ofSeconds(30)));
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> world.cluster.stop("n1"));
        for (Mesh node : List.of(n1, n2)) { // n1 too, or it goes on with what waits
            Eventually.until(
                    "it leaves",
                    () -> node.ownerNode(node.shardFor(id), "work")
                            .orElseThrow()
                            .equals("n2"));
        }
        world.gate("first").open();
        world.gate("second").awaitArrivals(1);
        Eventually.until("it has left", () -> n2.view().members().size() == 1);
        assertThatThrownBy(() -> n2.call(hold("another", "never").timeout(Duration.ofMillis(100))))
                .isInstanceOf(CallTimeoutException.class); // time has passed for n2, by its own ticks

        world.gate("second").open();

        assertThat(handedOn.get(20, TimeUnit.SECONDS).value()).isEqualTo(7);
        assertThat(running).isCompleted();
        stopped.get(20, TimeUnit.SECONDS);
        world.gate("never").open();
    }

    @Test
    void all_nodes_agree_on_every_owner() throws Exception {
        MeshNode n1 = world.startTwo();
        MeshNode n3 = world.start("n3");
        for (int shard = 0; shard < 256; shard++) {
            assertThat(n1.ownerNode(shard, "work"))
                    .isPresent()
                    .isEqualTo(n3.ownerNode(shard, "work"))
                    .isEqualTo(world.mesh("n2").ownerNode(shard, "work"));
        }
    }

    @Test
    void a_joining_node_takes_processes_over_and_their_former_owner_passivates_them() throws Exception {
        MeshNode n1 = world.start("n1");
        for (int i = 0; i < 200; i++) {
            n1.call(add("p" + i, 1));
        }

        world.start("n2");
        Set<String> moved = movedTo("n2", 200);

        Eventually.until(
                "they are passivated", () -> world.passivations.keySet().equals(moved));
        assertThat(moved).hasSizeBetween(50, 150);
        assertThat(Set.copyOf(world.passivations.values())).containsExactly(PassivationReason.HANDOFF);
        assertThat(n1.call(add(moved.iterator().next(), 1)).process().node()).isEqualTo("n2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n2", "n3"})
    void the_new_owner_holds_messages_until_the_old_one_has_let_go(String caller) throws Exception {
        MeshNode n1 = world.start("n1");
        world.start("n3");
        List<String> ids = world.idsOn("n1", 20);
        List<CompletableFuture<Reply<Object>>> running = new ArrayList<>();
        ids.forEach(id -> running.add(n1.callAsync(hold(id, "gate").timeout(Duration.ofSeconds(30)))));
        world.gate("gate").awaitArrivals(20);
        MeshNode n2 = startAlongside("n2", 3);
        List<String> moved = ids.stream()
                .filter(id ->
                        n1.ownerNode(n1.shardFor(id), "work").orElseThrow().equals("n2"))
                .toList();
        assertThat(moved).isNotEmpty();

        List<CompletableFuture<Reply<Integer>>> held = new ArrayList<>();
        moved.forEach(id -> held.add(world.cluster.node(caller).callAsync(add(id, 1))));
        if (caller.equals("n3")) {
            Eventually.until("n2 has them", () -> n2.status().received().messages() >= moved.size());
        }

        assertThat(held).noneMatch(CompletableFuture::isDone);
        assertThat(world.alive.values()).containsOnly("n1");
        world.gate("gate").open();
        for (CompletableFuture<Reply<Integer>> call : held) {
            assertThat(call.get(10, TimeUnit.SECONDS).process().node()).isEqualTo("n2");
        }
        for (CompletableFuture<Reply<Object>> call : running) {
            assertThat(call.get(10, TimeUnit.SECONDS).process().node()).isEqualTo("n1");
        }
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void a_shard_opens_on_its_new_owner_while_others_are_busy_on_the_old_one() throws Exception {
        MeshNode n1 = world.start("n1");
        List<String> busy = world.idsOn("n1", 20);
        List<String> idle = TestCluster.idsOwnedBy(n1, "work", "idle-", 20);
        for (String id : idle) {
            n1.call(add(id, 1));
        }
        busy.forEach(id -> n1.callAsync(hold(id, "gate").timeout(Duration.ofSeconds(30))));
        world.gate("gate").awaitArrivals(20);
        startAlongside("n2", 2);
        Set<Integer> busyShards = busy.stream().map(n1::shardFor).collect(Collectors.toSet());
        List<String> moved = idle.stream()
                .filter(id -> !busyShards.contains(n1.shardFor(id)))
                .filter(id ->
                        n1.ownerNode(n1.shardFor(id), "work").orElseThrow().equals("n2"))
                .toList();
        assertThat(moved).isNotEmpty();

        for (String id : moved) {
            Reply<Integer> reply = n1.callAsync(add(id, 1)).get(10, TimeUnit.SECONDS);
            assertThat(reply.process().node()).isEqualTo("n2");
        }

        assertThat(busy).allMatch(id -> world.alive.get(id).equals("n1"));
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void a_new_owner_asks_for_the_shard_that_a_message_waits_for() throws Exception {
        MeshNode n1 = world.start("n1");
        List<String> ids = world.idsOn("n1", 20);
        ids.forEach(id -> n1.callAsync(hold(id, "gate").timeout(Duration.ofSeconds(30))));
        world.gate("gate").awaitArrivals(20);
        startAlongside("n2", 2);
        String moved = ids.stream()
                .filter(id ->
                        n1.ownerNode(n1.shardFor(id), "work").orElseThrow().equals("n2"))
                .findFirst()
                .orElseThrow();
        long before = n1.status().received().messages();

        CompletableFuture<Reply<Integer>> held = n1.callAsync(add(moved, 1));

        Eventually.until("n1 is asked", () -> n1.status().received().messages() > before);
        assertThat(held).isNotDone();
        world.gate("gate").open();
        assertThat(held.get(10, TimeUnit.SECONDS).process().node()).isEqualTo("n2");
    }

    @Test
    void no_process_lives_twice_and_no_message_is_lost_while_nodes_come_and_go() throws Exception {
        MeshNode n1 = world.startTwo();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> callers = new ArrayList<>();
        for (int caller = 0; caller < 3; caller++) {
            MeshNode from = caller == 0 ? world.cluster.node("n2") : n1;
            callers.add(CompletableFuture.supplyAsync(() -> callUntil(over, from)));
        }

        world.start("n3");
        world.start("n4");
        world.cluster.stop("n3");
        world.cluster.awaitMembers("n1", "n2", "n4");
        world.start("n3");
        over.set(true);

        int calls = 0;
        for (CompletableFuture<Integer> caller : callers) {
            calls += caller.get(20, TimeUnit.SECONDS);
        }
        assertThat(calls).isPositive();
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void a_message_that_waits_behind_a_running_handler_moves_with_its_process() throws Exception {
        MeshNode n1 = world.start("n1");
        for (int i = 0; i < 20; i++) {
            n1.cast(hold("p" + i, "gate"));
        }
        world.gate("gate").awaitArrivals(20);
        List<CompletableFuture<Reply<Integer>>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(n1.callAsync(add("p" + i, 1)));
        }
        startAlongside("n2", 2);
        Set<String> moved = movedTo("n2", 20);
        world.gate("gate").open();

        for (int i = 0; i < 20; i++) {
            Reply<Integer> reply = waiting.get(i).get(10, TimeUnit.SECONDS);
            assertThat(reply.process().node()).isEqualTo(moved.contains("p" + i) ? "n2" : "n1");
        }
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void a_call_in_flight_to_a_node_that_dies_is_unknown_and_others_go_on() throws Exception {
        MeshNode n1 = world.startTwo();
        String lost = world.idOn("n2");
        String here = world.idOn("n1");
        CompletableFuture<Reply<Object>> inFlight = n1.callAsync(hold(lost, "gate"));
        world.gate("gate").awaitArrivals(1);

        world.cluster.kill("n2");

        assertThatThrownBy(() -> inFlight.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(NodeLostException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
                    assertThat(e).hasMessageContaining("node n2 was lost");
                });
        assertThat(n1.call(add(here, 1)).value()).isEqualTo(1);
        assertThat(n1.call(add(lost, 1)).process().node()).isEqualTo("n1");
    }

    @Test
    void what_waits_to_be_sent_to_a_node_that_dies_goes_to_its_successor() throws Exception {
        MeshNode n1 = world.startTwo();
        String id = world.idOn("n2");
        world.cluster.network().next("n1", "n2", Fault.holdAt(world.gate("wire")));
        CompletableFuture<Reply<Integer>> sent = n1.callAsync(add(id, 1));
        world.gate("wire").awaitArrivals(1);
        CompletableFuture<Reply<Integer>> waiting = n1.callAsync(add(id, 2));

        world.cluster.kill("n2");

        assertThat(waiting.get(5, TimeUnit.SECONDS).process().node()).isEqualTo("n1");
        assertThat(waiting.get().value()).isEqualTo(2);
        assertThatThrownBy(() -> sent.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(NodeLostException.class);
    }

    @Test
    void a_stopped_node_hands_its_processes_over_before_it_goes() throws Exception {
        MeshNode n1 = world.startTwo();
        List<String> ids = world.idsOn("n2", 50);
        ids.forEach(id -> n1.call(add(id, 1)));

        world.cluster.stop("n2");

        assertThat(world.passivations.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(n1.call(total(ids.get(0))).process().node()).isEqualTo("n1");
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void an_unregistered_capability_ends_its_processes_on_that_node() throws Exception {
        MeshNode n1 = world.startTwo();
        List<String> ids = world.idsOn("n2", 5);
        ids.forEach(id -> n1.call(add(id, 1)));

        world.cluster
                .node("n2")
                .unregisterCapabilities("work")
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(n1.call(add(ids.get(0), 1)).process().node()).isEqualTo("n1");
        assertThat(world.passivations.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Each call adds 1 to a process of its own: whatever it replies, it must reply. */
    private static int callUntil(AtomicBoolean over, MeshNode from) {
        int calls = 0;
        while (!over.get()) {
            try {
                from.call(Request.to(Worker.class, "shared-" + calls % 100)
                        .payload(new Worker.Add(1))
                        .returning(Integer.class));
            } catch (MeshException e) {
                throw new AssertionError("after " + calls + " calls", e);
            }
            calls++;
        }
        return calls;
    }

    /** Starts a node, and waits until it and n1 work by one view, but not until anything has been handed over. */
    private MeshNode startAlongside(String name, int nodes) throws Exception {
        MeshNode started =
                world.cluster.startWithoutWaiting(name, ProcessClasses.of(Worker.class, () -> new Worker(world, name)));
        for (String member : List.of("n1", name)) {
            Eventually.until(
                    member + " works by the new view",
                    () -> world.mesh(member).nodesFor("work").size() == nodes);
        }
        Eventually.until(name + " takes work", () -> started.status().member());
        return started;
    }

    private Set<String> movedTo(String node, int count) {
        MeshNode n1 = world.cluster.node("n1");
        Set<String> moved = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            String id = "p" + i;
            n1.ownerNode(n1.shardFor(id), "work").filter(node::equals).ifPresent(owner -> moved.add(id));
        }
        return moved;
    }

    @Test
    void idle_nodes_settle_without_messages() throws Exception {
        world.startTwo();
        MeshNode n3 = world.start("n3");

        assertThat(TestCluster.idsOwnedBy(n3, "work", "x", 10)).hasSize(10);
        assertThat(n3.call(add(world.idOn("n3"), 2)).value()).isEqualTo(2);
    }
}
