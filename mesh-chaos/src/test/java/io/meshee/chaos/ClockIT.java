package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.AgentJar;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wall clocks of nodes step, and nobody notices: what matters goes by clocks that do not. */
@Tag("chaos")
@Timeout(900)
class ClockIT {

    private static final Load.Settings LOAD = new Load.Settings(31, 150, 2_000, 128, 1);
    private static final List<String> TYPES = List.of(ChaosRun.PLAIN, ChaosRun.DURABLE);

    /** How far a clock is off by turns: it steps by half a minute and by an hour, both ways. */
    private static final List<Duration> OFF =
            List.of(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ZERO, Duration.ofSeconds(-30), Duration.ZERO);

    /** Longer than the grid takes to put out a member that it does not hear. */
    private static final Duration WATCH = Duration.ofSeconds(13);

    @Test
    void nobodyNoticesThatAClockSteps() {
        var run = ChaosRun.of("clocks", 3, 3, LOAD, AgentJar.clocks("clocks"));

        var outcome = run.run((cluster, load) -> {
            ChaosRun.during(
                    load,
                    TYPES,
                    () -> cluster.running().forEach(node -> OFF.forEach(off -> cluster.stepClock(node, off, WATCH))));
            cluster.requireInLogs("STEPPED com/hazelcast/internal/util/Clock$");
            assertThat(ChaosRun.failures(load)).isEmpty();
        });

        var history = outcome.history();
        assertThat(outcome.findings()).isEmpty();
        assertThat(history.happenings())
                .allMatch(happening -> happening.over() != Long.MAX_VALUE, "the cluster stayed whole");
        long first = history.happenings().get(0).began();
        assertThat(history.nodes())
                .as("views that came of it")
                .allMatch(log -> log.views().stream().allMatch(view -> view.time() < first));
        assertThat(history.nodes())
                .as("processes that were taken for idle")
                .allMatch(log ->
                        log.activations().stream().allMatch(life -> life.ended().isEmpty()));
    }
}
