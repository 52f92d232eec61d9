package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.AgentJar;
import io.meshee.chaos.nodes.Network;
import io.meshee.chaos.story.Schedule;
import io.meshee.chaos.story.Schedule.Links;
import io.meshee.chaos.story.Step;
import io.meshee.chaos.story.Storyteller;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chaos of three fixed seeds and a fresh one, or of the one seed that {@code -Dmesh.chaos.seed=} gives, for
 * {@code -Dmesh.chaos.minutes=} in all.
 */
@Tag("chaos")
@Timeout(7200) // what a person may give it; each wait has a deadline of its own
class ChaosIT {

    private static final long[] FIXED = {1, 2, 3};
    private static final int PER_SECOND = Integer.getInteger("mesh.chaos.rate", 150);
    private static final int IDS = 40_000;
    private static final int CALLERS = 256;

    private static final int FIRST = 2;
    private static final int STARTS = 64;

    static LongStream seeds() {
        var given = Long.getLong("mesh.chaos.seed");
        return given != null
                ? LongStream.of(given)
                : LongStream.concat(
                        LongStream.of(FIXED),
                        LongStream.of(ThreadLocalRandom.current().nextLong(1_000, 1_000_000)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noAcknowledgedIncrementIsLostAndNoneHappensTwice(long seed) {
        var minutes = Duration.ofMinutes(Long.getLong("mesh.chaos.minutes", 30));
        var half = minutes.dividedBy(2 * seeds().count());
        var name = "seed-" + seed;
        var settings = new Load.Settings(seed, PER_SECOND, IDS, CALLERS, 1);
        var hindrance = Network.hindrance();
        hindrance.ifPresent(reason -> System.out.println("No network is cut, or slow, here: " + reason));
        var run = hindrance.isPresent()
                ? ChaosRun.of(name, FIRST, STARTS, settings, AgentJar.clocks(name))
                : ChaosRun.inNetworks(name, FIRST, STARTS, Schedule.MOST, settings, AgentJar.clocks(name));

        var outcome = run.run((cluster, load) -> {
            var schedule = new Schedule(seed, hindrance.isPresent() ? Set.of() : EnumSet.allOf(Links.class));
            var storyteller = new Storyteller(cluster);
            IntFunction<Step> smooth = schedule::smooth;
            IntFunction<Step> rough = schedule::rough;
            ChaosRun.during(load, List.of(ChaosRun.PLAIN, ChaosRun.DURABLE), () -> storyteller.tell(smooth, half));
            assertThat(ChaosRun.failures(load))
                    .as("calls that failed though nobody died")
                    .isEmpty();
            ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> storyteller.tell(rough, half));
        });

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.history().happenings())
                .isNotEmpty()
                .allMatch(happening -> happening.over() != Long.MAX_VALUE, "the cluster became whole again");
    }
}
