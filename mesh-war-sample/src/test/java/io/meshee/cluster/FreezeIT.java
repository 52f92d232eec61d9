package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.FixtureNode.Report;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An owner that is frozen until another has taken over, and wakes, while calls go on. A grid that waits for a frozen member
 * may lose others too.
 */
@Timeout(180)
@OnNodesOfItsOwn
class FreezeIT {

    private static final NodeSpec WATCHER = FixtureNode.spec("a-watcher"); // the lower name goes on alone
    private static final NodeSpec SLEEPER = FixtureNode.spec("sleeper");
    private static final Duration TAKEN_OVER = Duration.ofSeconds(30); // the grid waits 10 s for its frozen member
    private static final Duration HEALED = Duration.ofSeconds(60); // the grid merges when it likes
    private static final Duration PAUSE = Duration.ofMillis(5);

    @Test
    void whatWasActivatedBeforeAFreezeAcknowledgesNothingOnceAnotherHasTakenOver() {
        var over = new AtomicBoolean();
        try (var cluster = MeshCluster.named("freeze", 2)) {
            cluster.start(WATCHER, SLEEPER);
            var watcher = new FixtureNode(cluster.node("a-watcher"));
            var sleeper = new FixtureNode(cluster.node("sleeper"));
            MeshCluster.await("sleeper serves", HEALED, () -> serves(watcher, sleeper));
            var id = watcher.idOn("sleeper", "frozen");
            var acknowledged = new ConcurrentLinkedQueue<Acknowledged>();
            var calls = Stream.of(watcher, sleeper)
                    .map(caller -> CompletableFuture.runAsync(() -> callAll(caller, id, acknowledged, over)))
                    .toList();
            MeshCluster.await("it has acknowledged some", HEALED, () -> servedBy("sleeper", acknowledged));

            sleeper.node().freeze();
            MeshCluster.await("the other has taken over", TAKEN_OVER, () -> servedBy("a-watcher", acknowledged));
            sleeper.node().thaw();
            MeshCluster.await("it serves again", HEALED, () -> serves(watcher, sleeper));
            MeshCluster.await(
                    "both have one view",
                    HEALED,
                    () -> watcher.get("view").body().equals(sleeper.get("view").body()));
            over.set(true);
            calls.forEach(CompletableFuture::join);

            requireNoReturn(List.copyOf(acknowledged));
        } finally {
            over.set(true);
        }
    }

    /** A call that was acknowledged; times by {@link System#nanoTime()}. */
    private record Acknowledged(long begun, long ended, Report report) {

        String activation() {
            return report.node() + " " + report.incarnation();
        }
    }

    private static void callAll(
            FixtureNode caller, String id, ConcurrentLinkedQueue<Acknowledged> acknowledged, AtomicBoolean over) {
        while (!over.get()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            long begun = System.nanoTime();
            try {
                var answer = caller.tryPost("call/count/" + id + "?timeout=1000");
                if (answer.status() == 200) {
                    var report = new Report(answer.json());
                    if (report.error() == null) {
                        acknowledged.add(new Acknowledged(begun, System.nanoTime(), report));
                    }
                }
            } catch (UncheckedIOException e) {
                continue; // it is frozen
            }
        }
    }

    private static boolean servedBy(String node, ConcurrentLinkedQueue<Acknowledged> acknowledged) {
        return acknowledged.stream().anyMatch(call -> call.report().node().equals(node));
    }

    /** No activation acknowledges a call that was begun after a later activation's first acknowledgement. */
    private static void requireNoReturn(List<Acknowledged> acknowledged) {
        Map<String, Long> firstEnds = new LinkedHashMap<>();
        acknowledged.stream()
                .sorted(Comparator.comparingLong(Acknowledged::ended))
                .forEach(call -> firstEnds.putIfAbsent(call.activation(), call.ended()));
        assertThat(firstEnds).hasSizeGreaterThan(1);
        for (var call : acknowledged) {
            long first = firstEnds.get(call.activation());
            assertThat(firstEnds.values())
                    .as(
                            "first acknowledgements of those that came after %s, which acknowledged again",
                            call.activation())
                    .noneMatch(successor -> successor - first > 0 && call.begun() - successor > 0);
        }
    }

    private static boolean serves(FixtureNode caller, FixtureNode owner) {
        if (!caller.nodesFor("cell").contains(owner.name())) {
            return false;
        }
        var report = caller.call("value", caller.idOn(owner.name(), "served-by"), "timeout=1000");
        return report.error() == null && report.node().equals(owner.name());
    }
}
