package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes come and go in good order under the load that the design names, on nodes that are warm. */
@Tag("chaos")
@Timeout(1200)
class RateIT {

    private static final int PER_SECOND = Integer.getInteger("mesh.chaos.rate", 2_000);
    private static final int IDS = Integer.getInteger("mesh.chaos.ids", 40_000);
    private static final int CALLERS = 256;

    /** What one request carries: two processors have better things to do than to speak HTTP. */
    private static final int BUNDLE = 20;

    private static final List<String> TYPES = List.of(ChaosRun.PLAIN, ChaosRun.DURABLE);

    /** Nodes that live for minutes are compiled as well as can be. */
    private static final List<String> LONG_LIVED = List.of("-XX:TieredStopAtLevel=4", "-Xmx640m");

    @Test
    void noCallFailsWhenNodesJoinLeaveAndAreReplacedUnderFullLoad() {
        var settings = new Load.Settings(Long.getLong("mesh.chaos.seed", 4), PER_SECOND, IDS, CALLERS, BUNDLE);
        var run = ChaosRun.of("rate", 2, 8, settings, LONG_LIVED);

        var outcome = run.run((cluster, load) -> {
            warmUp(load);
            cluster.prepare("n3");
            ChaosRun.during(load, TYPES, () -> {
                ChaosCluster.pause(Duration.ofSeconds(10));
                cluster.join("n3");
                ChaosCluster.pause(Duration.ofSeconds(5));
                cluster.leave("n1");
                ChaosCluster.pause(Duration.ofSeconds(5));
            });
        });

        assertThat(outcome.findings()).isEmpty();
    }

    private static void warmUp(Load load) {
        for (int share = 8; share > 1; share /= 2) {
            load.start(TYPES, PER_SECOND / share);
            ChaosCluster.pause(Duration.ofSeconds(15));
            load.stop();
        }
    }
}
