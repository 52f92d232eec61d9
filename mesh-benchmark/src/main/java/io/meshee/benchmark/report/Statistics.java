package io.meshee.benchmark.report;

import java.util.List;

/** Orders of samples. A quantile between two samples lies on the line between them. */
final class Statistics {

    private Statistics() {}

    static double median(List<Double> samples) {
        return quantile(samples, 0.5);
    }

    /** A quarter of the samples is below. */
    static double lowerQuartile(List<Double> samples) {
        return quantile(samples, 0.25);
    }

    /**
     * A quantile.
     *
     * @param part from 0, the least sample, to 1, the greatest
     */
    static double quantile(List<Double> samples, double part) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double place = part * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
