package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.FixtureNode.Report;
import io.meshee.cluster.SharedNodes.Nodes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An owner that is frozen and wakes, and a directory that loses everything, while calls go on. */
@Timeout(180)
@ExtendWith(SharedNodes.class)
class FreezeIT {

    private static final Duration FROZEN = Duration.ofSeconds(5);
    private static final Duration HEALED = Duration.ofSeconds(30);

    private final FixtureNode f1;
    private final FixtureNode f2;

    FreezeIT(Nodes nodes) {
        f1 = nodes.f1();
        f2 = nodes.f2();
    }

    @Test
    void noCallIsAcknowledgedByAnOwnerThatWasFrozenAndByItsSuccessor() {
        var id = f1.idOn("f2", "frozen");
        var over = new AtomicBoolean();
        List<Report> acknowledged = new CopyOnWriteArrayList<>();
        var calls = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                var report = f1.call("count", id, "timeout=1000");
                if (report.error() == null) {
                    acknowledged.add(report);
                }
            }
        });
        MeshCluster.await("f2 has acknowledged some", HEALED, () -> acknowledged.size() >= 10);
        f2.node().freeze();
        try {
            long begun = System.nanoTime();
            MeshCluster.await(
                    "it is frozen long enough",
                    FROZEN.multipliedBy(2),
                    () -> System.nanoTime() - begun > FROZEN.toNanos());
        } finally {
            f2.node().thaw();
        }

        MeshCluster.await("f2 serves again", HEALED, () -> serves("f2") && serves("f1"));
        MeshCluster.await(
                "both have one view",
                HEALED,
                () -> f1.get("view").body().equals(f2.get("view").body()));
        over.set(true);
        calls.join();

        requireNoReturn(acknowledged);
    }

    @Test
    void aWipedDirectoryIsFilledAgainAndNoActivationIsLost() {
        var id = f1.idOn("f2", "wiped");
        assertThat(f1.call("count", id).value()).isEqualTo("1");
        var view = f1.get("view").body();

        f1.post("directory/wipe?mesh=" + FixtureNode.MESH);

        MeshCluster.await(
                "the directory is full again",
                Duration.ofSeconds(10),
                () -> f1.post("directory/size?mesh=" + FixtureNode.MESH).body().equals("3"));
        assertThat(f1.call("count", id).value()).isEqualTo("2");
        assertThat(f1.get("view").body()).isEqualTo(view);
    }

    /** An activation counts up, and acknowledges nothing any more once another one has. */
    private static void requireNoReturn(List<Report> acknowledged) {
        Set<String> former = new HashSet<>();
        String present = "";
        long before = 0;
        for (var report : acknowledged) {
            var activation = report.node() + " " + report.incarnation();
            long value = Long.parseLong(report.value());
            if (activation.equals(present)) {
                assertThat(value).as("counts of " + activation).isGreaterThan(before);
            } else {
                assertThat(former).as("activations that have had a successor").doesNotContain(activation);
                former.add(present);
                present = activation;
            }
            before = value;
        }
    }

    private boolean serves(String name) {
        var report = f1.call("value", f1.idOn(name, "served-by"), "timeout=1000");
        return report.error() == null && report.node().equals(name);
    }
}
