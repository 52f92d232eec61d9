package io.meshee.benchmark.report;

import io.meshee.benchmark.report.LineChart.Line;
import io.meshee.benchmark.report.LineChart.Panel;
import io.meshee.benchmark.report.Trend.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** How nodes fared under a load that lasted: the judgement of their memory, and what they did meanwhile. */
public final class SoakReport {

    /** Growth of the live heap over the second half, as a part of its mean, that counts as none. */
    static final double FLAT = 0.02;

    private static final double MEBIBYTE = 1024.0 * 1024;

    private final List<Look> looks = new ArrayList<>();

    /**
     * A look at a node.
     *
     * @param time seconds since the load began
     * @param rate calls a second since the last look
     * @param p50 of the latency since then, in microseconds
     * @param p99 of the latency since then, in microseconds
     * @param activations a second since then
     * @param passivations a second since then
     * @param resident bytes of memory
     * @param heap bytes of the heap in use
     * @param collected whether everything was collected just before the heap was looked at
     * @param disturbed whether a node collected everything since the last look, which holds up calls
     */
    public record Look(
            String node,
            double time,
            double rate,
            double p50,
            double p99,
            double activations,
            double passivations,
            long resident,
            long heap,
            boolean collected,
            boolean disturbed) {}

    /** Adds one. */
    public void add(Look look) {
        looks.add(look);
    }

    /** A table with a column for each node, and the judgement. */
    public String text() {
        StringBuilder text = new StringBuilder(
                "| | " + String.join(" | ", nodes()) + " |\n| --- |" + " ---: |".repeat(nodes().size()) + "\n");
        Predicate<Look> calm = look -> !look.disturbed();
        row(text, "calls a second, median", "%,.0f", node -> median(node, calm, Look::rate));
        row(text, "p50, ms, median", "%.3f", node -> median(node, calm, Look::p50) / 1000);
        row(text, "p99, ms, median", "%.3f", node -> median(node, calm, Look::p99) / 1000);
        row(text, "p99, ms, worst", "%.1f", node -> highest(node, calm, Look::p99) / 1000);
        row(
                text,
                "p99, ms, worst with a collection asked for",
                "%.1f",
                node -> highest(node, look -> true, Look::p99) / 1000);
        row(text, "activations a second, median", "%,.0f", node -> median(node, calm, Look::activations));
        row(text, "passivations a second, median", "%,.0f", node -> median(node, calm, Look::passivations));
        row(
                text,
                "live heap, second half, MiB, mean",
                "%.1f",
                node -> heap(node).mean() / MEBIBYTE);
        row(text, "its slope, KiB/s", "%+.2f", node -> heap(node).slope() / 1024);
        row(text, "standard error of that", "%.2f", node -> heap(node).error() / 1024);
        row(
                text,
                "its growth over that half, %",
                "%+.2f",
                node -> 100 * heap(node).growth());
        row(
                text,
                "resident, second half, MiB, mean",
                "%.1f",
                node -> resident(node).mean() / MEBIBYTE);
        row(
                text,
                "its growth over that half, %",
                "%+.2f",
                node -> 100 * resident(node).growth());
        boolean flat = nodes().stream().allMatch(node -> heap(node).growth() <= FLAT);
        return text
                + String.format(
                        Locale.ROOT,
                        "%nMemory is %s: flat is a live heap (what is left after a collection of everything) that grows by %.0f %% of its mean"
                                + " at most over the second half.%n",
                        flat ? "flat" : "**not flat**",
                        100 * FLAT);
    }

    /** The same over time. */
    public String chart() {
        return new LineChart(
                        "A load that lasts",
                        List.of(
                                panel("calls a second", look -> true, Look::rate),
                                panel("p99, ms", look -> true, look -> look.p99() / 1000),
                                panel("activations a second", look -> true, Look::activations),
                                panel("heap in use, MiB", look -> true, look -> look.heap() / MEBIBYTE),
                                panel("live heap, MiB", Look::collected, look -> look.heap() / MEBIBYTE),
                                panel("resident, MiB", look -> true, look -> look.resident() / MEBIBYTE)))
                .draw();
    }

    private Panel panel(String title, Predicate<Look> which, ToDoubleFunction<Look> value) {
        return new Panel(
                title,
                nodes().stream()
                        .map(node -> new Line(node, points(node, which, value)))
                        .toList());
    }

    private void row(StringBuilder text, String title, String form, ToDoubleFunction<String> ofNode) {
        text.append("| ").append(title);
        nodes().forEach(node -> text.append(String.format(Locale.ROOT, " | " + form, ofNode.applyAsDouble(node))));
        text.append(" |\n");
    }

    private Trend heap(String node) {
        return Trend.of(points(node, look -> look.collected() && inSecondHalf(look), Look::heap));
    }

    private Trend resident(String node) {
        return Trend.of(points(node, this::inSecondHalf, Look::resident));
    }

    private boolean inSecondHalf(Look look) {
        return look.time() >= looks.stream().mapToDouble(Look::time).max().orElseThrow() / 2;
    }

    private double median(String node, Predicate<Look> which, ToDoubleFunction<Look> value) {
        return Statistics.median(
                points(node, which, value).stream().map(Point::value).toList());
    }

    private double highest(String node, Predicate<Look> which, ToDoubleFunction<Look> value) {
        return Statistics.quantile(
                points(node, which, value).stream().map(Point::value).toList(), 1);
    }

    private List<Point> points(String node, Predicate<Look> which, ToDoubleFunction<Look> value) {
        return looks.stream()
                .filter(look -> look.node().equals(node) && which.test(look))
                .map(look -> new Point(look.time(), value.applyAsDouble(look)))
                .toList();
    }

    private List<String> nodes() {
        return looks.stream().map(Look::node).distinct().toList();
    }
}
