package io.meshee.core.node;

import io.meshee.api.Mesh;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.Request;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster of {@link Worker}s, and what a test shares with them. */
final class World implements AutoCloseable {

    final TestCluster cluster = new TestCluster();
    final Map<String, String> alive = new ConcurrentHashMap<>();
    final List<String> aliveTwice = new CopyOnWriteArrayList<>();
    final Map<String, PassivationReason> passivations = new ConcurrentHashMap<>();
    final Map<String, Integer> activations = new ConcurrentHashMap<>();

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Integer>> futures = new ConcurrentHashMap<>();
    private final Map<String, List<Worker.Note>> notes = new ConcurrentHashMap<>();

    World() {
        cluster.set("mesh.rebalance.drain-timeout", "10s"); // what a test holds is not to be fenced
    }

    MeshNode start(String name) throws Exception {
        return cluster.start(name, ProcessClasses.of(Worker.class, () -> new Worker(this, name)));
    }

    MeshNode create(String name) {
        return cluster.create(name, ProcessClasses.of(Worker.class, () -> new Worker(this, name)));
    }

    /** Two nodes; the first is returned. */
    MeshNode startTwo() throws Exception {
        MeshNode n1 = start("n1");
        start("n2");
        return n1;
    }

    Mesh mesh(String node) {
        return cluster.node(node);
    }

    Gate gate(String name) {
        return gates.computeIfAbsent(name, key -> new Gate());
    }

    CompletableFuture<Integer> future(String name) {
        return futures.computeIfAbsent(name, key -> new CompletableFuture<>());
    }

    List<Worker.Note> notes(String id) {
        return notes.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
    }

    /** An id that lives on that node. */
    String idOn(String node) {
        return TestCluster.idOwnedBy(cluster.node(node), "work");
    }

    List<String> idsOn(String node, int count) {
        return TestCluster.idsOwnedBy(cluster.node(node), "work", "id-", count);
    }

    static Request<Integer> add(String id, int amount) {
        return Request.to(Worker.class, id).payload(new Worker.Add(amount)).returning(Integer.class);
    }

    static Request<Integer> total(String id) {
        return Request.to(Worker.class, id).returning(Integer.class);
    }

    static Request<Object> hold(String id, String gate) {
        return Request.to(Worker.class, id).payload(new Worker.Hold(gate));
    }

    static Request<String> ask(String id, String what) {
        return Request.to(Worker.class, id).payload(new Worker.Ask(what)).returning(String.class);
    }

    void activated(ProcessContext self, String node) {
        activations.merge(self.id(), 1, Integer::sum);
        String other = alive.put(self.id(), node);
        if (other != null) {
            aliveTwice.add(self.id() + " on " + other + " and on " + node);
        }
    }

    void passivated(ProcessContext self, String node, PassivationReason reason) {
        alive.remove(self.id(), node);
        passivations.put(self.id(), reason);
    }

    @Override
    public void close() {
        gates.values().forEach(Gate::open);
        futures.values().forEach(future -> future.complete(0));
        cluster.close();
    }
}
