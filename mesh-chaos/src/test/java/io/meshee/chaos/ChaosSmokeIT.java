package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three minutes of what {@link ChaosIT} does for half an hour: each kind of change once. */
@Timeout(300)
class ChaosSmokeIT {

    private static final int PER_SECOND = 150;
    private static final int IDS = 3_000;
    private static final int CALLERS = 128;

    @Test
    void nodesJoinLeaveAndDieAndNoAcknowledgedIncrementIsLost() {
        long seed = Long.getLong("mesh.chaos.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        var run = ChaosRun.of("smoke", 2, 3, new Load.Settings(seed, PER_SECOND, IDS, CALLERS, 1), List.of());

        var outcome = run.run((cluster, load) -> {
            cluster.prepare("n3");
            ChaosRun.during(load, List.of(ChaosRun.PLAIN, ChaosRun.DURABLE), () -> {
                cluster.join("n3");
                ChaosCluster.pause(Duration.ofSeconds(2));
                cluster.leave("n1"); // the grid's oldest member, whose place another must take
            });
            assertThat(ChaosRun.failures(load))
                    .as("calls that failed though nobody died")
                    .isEmpty();
            ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> {
                cluster.wipe();
                ChaosCluster.pause(Duration.ofSeconds(2));
                cluster.kill("n2");
            });
        });

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.history().happenings())
                .hasSize(4)
                .allMatch(happening -> happening.over() != Long.MAX_VALUE, "the cluster became whole again");
        assertThat(outcome.history().calls().stream().filter(Call::isAnswered)).hasSizeGreaterThan(3_000);
    }
}
