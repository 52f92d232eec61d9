package io.meshee.core.reminder;

import io.meshee.api.CatchUp;
import io.meshee.api.ProcessKey;
import io.meshee.api.Request;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.MeshNode;
import io.meshee.core.reminder.Planner.Plan;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.HandDrivenTime;
import io.meshee.testkit.InMemoryReminderStore;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A cluster of {@link Planner}s by a clock that is turned by hand, and what a test shares with them. */
final class Office implements AutoCloseable {

    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    record Fired(String id, String text, String name, Instant due) {}

    final HandDrivenTime time = new HandDrivenTime(NOON);
    final TestCluster cluster = new TestCluster().time(time).set("mesh.call.timeout", "20s");
    final InMemoryReminderStore store = cluster.reminderStore();
    final List<Fired> fired = new CopyOnWriteArrayList<>();
    final Set<String> passivated = ConcurrentHashMap.newKeySet();
    final Map<String, Integer> failingActivations = new ConcurrentHashMap<>();
    final Gate gate = new Gate();
    volatile Instant arrival;
    private final AtomicInteger probes = new AtomicInteger();

    MeshNode start(String name) throws Exception {
        return cluster.start(name, planners());
    }

    ProcessClass planners() {
        return ProcessClasses.of(Planner.class, () -> new Planner(this));
    }

    static ProcessKey key(String id) {
        return new ProcessKey("plan", "Planner", id);
    }

    static Instant in(Duration after) {
        return NOON.plus(after);
    }

    void once(MeshNode node, String id, Instant at, String text) {
        plan(node, id, new Plan("once", at, null, null, CatchUp.FIRE_ONCE, text));
    }

    void every(MeshNode node, String id, Instant first, Duration period, CatchUp catchUp, String text) {
        plan(node, id, new Plan("every", first, period, null, catchUp, text));
    }

    void plan(MeshNode node, String id, Plan plan) {
        node.call(Request.to(Planner.class, id).payload(plan));
    }

    boolean cancel(MeshNode node, String id, String name) {
        return node.call(Request.to(Planner.class, id)
                        .payload(new Planner.Cancel(name))
                        .returning(Boolean.class))
                .value();
    }

    static Request<Object> order(String id, String what) {
        return Request.to(Planner.class, id).payload(what);
    }

    void advance(Duration by) {
        time.advance(by);
    }

    void awaitFirings(int count) throws Exception {
        Eventually.until(count + " firings, not " + fired, () -> fired.size() >= count);
    }

    /**
     * What was due on that node when this began has been given to its process: shards are looked at by due time, and a
     * reminder of just now was fired.
     */
    void settle(MeshNode node) throws Exception {
        time.advance(Duration.ofMillis(1));
        int before = probes.get();
        once(node, TestCluster.idOwnedBy(node, "plan"), time.now(), "probe");
        Eventually.until("the probe fires", () -> probes.get() > before);
    }

    /** What was due for that process on that node has been handled, or never will be. */
    void settle(MeshNode node, String id) throws Exception {
        settle(node);
        node.call(order(id, "nothing"));
    }

    void fired(String id, String text, String name, Instant due) {
        if (text.equals("probe")) {
            probes.incrementAndGet();
        } else {
            arrival = Instant.now();
            fired.add(new Fired(id, text, name, due));
        }
    }

    void activating(String id) {
        Integer left = failingActivations.computeIfPresent(id, (key, count) -> count - 1);
        if (left != null && left >= 0) {
            throw new IllegalStateException("as the test wants it");
        }
    }

    @Override
    public void close() {
        store.comeUp();
        gate.open();
        cluster.close();
    }
}
