package io.meshee.benchmark.report;

import java.util.List;

/**
 * The straight line that is nearest to some points by least squares, and what it comes to.
 *
 * @param mean of all values
 * @param slope per unit of time
 * @param error of the slope, its standard error; 0 where two points leave none
 * @param growth from the first point's time to the last's, by the slope, as a part of the mean
 */
public record Trend(double mean, double slope, double error, double growth) {

    /** A value at a time. */
    public record Point(double time, double value) {}

    /** Two points or more, not all at one time. */
    public static Trend of(List<Point> points) {
        double meanTime = points.stream().mapToDouble(Point::time).average().orElseThrow();
        double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double spread = 0;
        double together = 0;
        for (Point point : points) {
            spread += (point.time() - meanTime) * (point.time() - meanTime);
            together += (point.time() - meanTime) * (point.value() - mean);
        }
        if (spread == 0) {
            throw new IllegalArgumentException("a trend wants two points of time, not " + points);
        }
        double slope = together / spread;
        double rest = 0;
        for (Point point : points) {
            double off = point.value() - mean - slope * (point.time() - meanTime);
            rest += off * off;
        }
        double error = points.size() > 2 ? Math.sqrt(rest / (points.size() - 2) / spread) : 0;
        double begin = points.stream().mapToDouble(Point::time).min().orElseThrow();
        double end = points.stream().mapToDouble(Point::time).max().orElseThrow();
        return new Trend(mean, slope, error, slope * (end - begin) / mean);
    }
}
