package io.meshee.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How servers start, as a Markdown table. */
public final class StartReport {

    private static final double MEBIBYTE = 1024.0 * 1024;

    private final List<Start> starts = new ArrayList<>();

    /**
     * One start.
     *
     * @param server as people read it
     * @param other what it is compared with, start by start of the same round
     * @param ready seconds until health is UP
     * @param answering seconds until the application answers
     * @param processor seconds of processor time until health is UP
     * @param resident bytes of memory when idle
     * @param heap bytes of the heap that are left after a collection when idle
     */
    public record Start(
            int round,
            String server,
            String other,
            double ready,
            double answering,
            double processor,
            long resident,
            long heap) {}

    /** Adds one. */
    public void add(Start start) {
        starts.add(start);
    }

    /** Medians, with the median of the paired ratios to the other server behind. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                        "| | ready, s | least and most | application answers, s | processor time until ready, s | resident, MiB")
                .append(" | heap after collection, MiB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (String server : starts.stream().map(Start::server).distinct().toList()) {
            text.append("| ")
                    .append(server)
                    .append(cell(server, "%.2f", Start::ready))
                    .append(range(server))
                    .append(cell(server, "%.2f", Start::answering))
                    .append(cell(server, "%.2f", Start::processor))
                    .append(cell(server, "%.0f", start -> start.resident() / MEBIBYTE))
                    .append(cell(server, "%.0f", start -> start.heap() / MEBIBYTE))
                    .append(" |\n");
        }
        return text
                + "\nIn brackets: median of the ratios to the stock server with the same JVM options in the same round.\n";
    }

    private String range(String server) {
        List<Double> values = of(server).stream().map(Start::ready).toList();
        return String.format(
                Locale.ROOT, " | %.2f – %.2f", Statistics.quantile(values, 0), Statistics.quantile(values, 1));
    }

    private String cell(String server, String form, ToDoubleFunction<Start> value) {
        List<Double> values = of(server).stream().map(value::applyAsDouble).toList();
        List<Double> ratios = new ArrayList<>();
        for (Start one : of(server)) {
            of(one.other()).stream()
                    .filter(other ->
                            other.round() == one.round() && !one.server().equals(one.other()))
                    .forEach(other -> ratios.add(value.applyAsDouble(one) / value.applyAsDouble(other)));
        }
        String median = String.format(Locale.ROOT, " | " + form, Statistics.median(values));
        return ratios.isEmpty() ? median : median + String.format(Locale.ROOT, " (%.2f)", Statistics.median(ratios));
    }

    private List<Start> of(String server) {
        return starts.stream().filter(start -> start.server().equals(server)).toList();
    }
}
