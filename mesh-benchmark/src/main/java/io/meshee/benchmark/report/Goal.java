package io.meshee.benchmark.report;

import io.meshee.benchmark.report.Sample.Case;
import io.meshee.benchmark.report.Sample.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What is to be reached: a ratio of two systems in paired runs.
 *
 * @param atLeast for a rate; a latency has to be at most this
 */
public record Goal(Case of, String system, String other, Quantity quantity, double atLeast) {

    /**
     * How it stands: the quartile of the paired ratios that is the worse one, and whether even that meets the goal.
     *
     * @param pairs how many there are
     */
    public record Standing(double median, double worseQuartile, int pairs, boolean holds) {}

    /** How it stands; empty if the two were not measured in one round. */
    Optional<Standing> standing(Samples samples) {
        List<Double> ratios = samples.ratios(system, other, of, quantity);
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        boolean more = quantity == Quantity.RATE;
        double worse = more ? Statistics.lowerQuartile(ratios) : Statistics.quantile(ratios, 0.75);
        return Optional.of(new Standing(
                Statistics.median(ratios), worse, ratios.size(), more ? worse >= atLeast : worse <= atLeast));
    }
}
