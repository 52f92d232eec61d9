package io.meshee.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.benchmark.report.Goal.Standing;
import io.meshee.benchmark.report.Sample.Case;
import io.meshee.benchmark.report.Sample.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTest {

    private static final Case CASE = new Case("local", "1 caller");

    private final Samples samples = new Samples(List.of("ours", "theirs"));

    @Test
    void roundsArePairedWhateverTheOrderOfTheirSamples() {
        add(1, "ours", 40, 1);
        add(2, "theirs", 5, 1);
        add(2, "ours", 10, 1);
        add(1, "theirs", 10, 1);
        assertThat(samples.ratios("ours", "theirs", CASE, Quantity.RATE)).containsExactly(4.0, 2.0);
    }

    @Test
    void aRateHoldsOnlyIfItsLowerQuartileDoes() {
        rounds(1, 1, 9, 9, 9, 9, 9, 9, 9);
        assertThat(rate(9).standing(samples)).contains(new Standing(9, 9, 9, true));
        add(10, "ours", 1, 1);
        add(10, "theirs", 1, 1);
        assertThat(rate(9).standing(samples).orElseThrow().holds()).isFalse();
    }

    @Test
    void aLatencyHoldsOnlyIfItsUpperQuartileDoes() {
        for (int round = 1; round <= 4; round++) {
            add(round, "ours", 1, round);
            add(round, "theirs", 1, 1);
        }
        Standing standing = new Goal(CASE, "ours", "theirs", Quantity.P99, 3)
                .standing(samples)
                .orElseThrow();
        assertThat(standing).isEqualTo(new Standing(2.5, 3.25, 4, false));
    }

    @Test
    void whatWasNotMeasuredHasNoStanding() {
        add(1, "ours", 1, 1);
        assertThat(rate(1).standing(samples)).isEmpty();
    }

    private static Goal rate(double atLeast) {
        return new Goal(CASE, "ours", "theirs", Quantity.RATE, atLeast);
    }

    private void rounds(double... ratios) {
        for (int round = 1; round <= ratios.length; round++) {
            add(round, "ours", ratios[round - 1], 1);
            add(round, "theirs", 1, 1);
        }
    }

    private void add(int round, String system, double rate, double latency) {
        samples.add(new Sample(round, system, CASE, rate, latency, latency));
    }
}
