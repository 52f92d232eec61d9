package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes come and go in good order under the load that the design names, on nodes that are warm. */
@Tag("chaos")
@Timeout(1200)
class RateIT {

    private static final int PER_SECOND = Integer.getInteger("mesh.chaos.rate", 2_000);
    private static final int IDS = Integer.getInteger("mesh.chaos.ids", 40_000);
    private static final int CALLERS = 512;

    /** What one request carries: two processors have better things to do than to speak HTTP. */
    private static final int BUNDLE = 20;

    private static final List<String> TYPES = List.of(ChaosRun.PLAIN, ChaosRun.DURABLE);
    private static final List<String> NAMES = List.of("n1", "n2", "n3");
    private static final Duration CALM = Duration.ofSeconds(10);

    /** Nodes that live for minutes are compiled as well as can be. */
    private static final List<String> LONG_LIVED = List.of("-XX:TieredStopAtLevel=4", "-Xmx640m");

    @Test
    void noCallFailsWhileANodeJoinsAndAllThreeAreReplaced() {
        nothingIsNoticedOf("rate", 2, cluster -> {
            join(cluster, "n3");
            for (int old = 1; old <= 3; old++) {
                leave(cluster, "n" + old);
                if (old < 3) {
                    join(cluster, "n" + (old + 3));
                }
            }
        });
    }

    @Test
    void noCallFailsWhileEachOfThreeNodesComesBackWithTheNextVersionOfTheApplication() {
        var history = nothingIsNoticedOf("upgrade", 3, cluster -> {
            cluster.upgrade();
            for (var node : NAMES) {
                leave(cluster, node);
                join(cluster, node);
            }
        });

        assertThat(history.nodes()).extracting(NodeLog::node).startsWith("n1", "n2", "n3");
        assertThat(history.nodes().subList(0, 3))
                .allMatch(old -> old.inherited().isEmpty());
        assertThat(history.nodes().subList(3, 6))
                .extracting(NodeLog::node)
                .as("the starts of the next version")
                .containsExactlyElementsOf(NAMES);
        assertThat(history.nodes().subList(3, 6))
                .allSatisfy(next -> assertThat(next.inherited())
                        .as("what %s went on with from the version before", next.node())
                        .extracting(Process::type)
                        .contains(ChaosRun.PLAIN, ChaosRun.DURABLE));
    }

    /** Six times somebody comes or goes in good order, and no call fails. */
    private static History nothingIsNoticedOf(String name, int nodes, Consumer<ChaosCluster> story) {
        var settings = new Load.Settings(Long.getLong("mesh.chaos.seed", 4), PER_SECOND, IDS, CALLERS, BUNDLE);
        var run = ChaosRun.of(name, nodes, 6, settings, LONG_LIVED);

        var outcome = run.run((cluster, load) -> {
            warmUp(load);
            ChaosRun.during(load, TYPES, () -> story.accept(cluster));
            assertThat(ChaosRun.failures(load))
                    .as("calls that failed though nobody died")
                    .isEmpty();
        });

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.history().happenings())
                .hasSize(6)
                .allMatch(happening -> happening.over() != Long.MAX_VALUE, "the cluster became whole again");
        return outcome.history();
    }

    private static void leave(ChaosCluster cluster, String node) {
        cluster.leave(node);
        ChaosCluster.pause(CALM);
    }

    /** The start of its JVM would take the processors from the nodes that are measured: it is over before the node joins. */
    private static void join(ChaosCluster cluster, String node) {
        cluster.prepare(node);
        ChaosCluster.pause(CALM);
        cluster.join(node);
        ChaosCluster.pause(CALM);
    }

    private static void warmUp(Load load) {
        for (int share = 8; share > 1; share /= 2) {
            load.start(TYPES, PER_SECOND / share);
            ChaosCluster.pause(Duration.ofSeconds(15));
            load.stop();
        }
    }
}
