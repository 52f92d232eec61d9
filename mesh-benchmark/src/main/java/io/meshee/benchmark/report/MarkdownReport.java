package io.meshee.benchmark.report;

import io.meshee.benchmark.report.Sample.Case;
import io.meshee.benchmark.report.Sample.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results as Markdown tables. */
public final class MarkdownReport {

    private static final String NOTHING = "–";

    private final Samples samples;

    /** A report of these. */
    public MarkdownReport(Samples samples) {
        this.samples = samples;
    }

    /** Medians of the rates, with the paired ratio of the first system to each other one behind. */
    public String rates() {
        List<String> systems = samples.systems();
        String first = systems.get(0);
        StringBuilder text = new StringBuilder();
        text.append("| calls/s | load | ").append(String.join(" | ", systems)).append(" |\n");
        text.append("| --- | --- |").append(" ---: |".repeat(systems.size())).append('\n');
        for (Case each : samples.cases()) {
            text.append("| ").append(each.row()).append(" | ").append(each.load());
            for (String system : systems) {
                text.append(" | ").append(rate(each, system)).append(ratio(each, first, system));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    /** Medians of the latencies' 50th and 99th percentile. */
    public String latencies() {
        List<String> systems = samples.systems();
        StringBuilder text = new StringBuilder();
        text.append("| µs, p50 / p99 | load | ")
                .append(String.join(" | ", systems))
                .append(" |\n");
        text.append("| --- | --- |").append(" ---: |".repeat(systems.size())).append('\n');
        for (Case each : samples.cases()) {
            text.append("| ").append(each.row()).append(" | ").append(each.load());
            for (String system : systems) {
                text.append(" | ").append(latency(each, system));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    /** What was to be reached, and whether it was. */
    public String goals(List<Goal> goals) {
        String rows = goals.stream().map(this::row).collect(Collectors.joining());
        return "| goal | median | worse quartile | pairs | holds |\n| --- | ---: | ---: | ---: | --- |\n" + rows;
    }

    private String row(Goal goal) {
        String of = goal.of().row() + ", " + goal.of().load() + ": ";
        String asked = switch (goal.quantity()) {
            case RATE -> "calls/s ≥ " + number(goal.atLeast()) + " × " + goal.other();
            case P50, P99 ->
                goal.quantity().name().toLowerCase(Locale.ROOT) + " ≤ " + number(goal.atLeast()) + " × " + goal.other();
        };
        return goal.standing(samples)
                .map(standing -> "| " + goal.system() + ", " + of + asked + " | " + number(standing.median()) + " | "
                        + number(standing.worseQuartile()) + " | " + standing.pairs() + " | "
                        + (standing.holds() ? "yes" : "**no**") + " |\n")
                .orElse("");
    }

    private String rate(Case of, String system) {
        return samples.median(system, of, Quantity.RATE)
                .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
                .orElse(NOTHING);
    }

    private String ratio(Case of, String first, String system) {
        List<Double> ratios = samples.ratios(first, system, of, Quantity.RATE);
        return system.equals(first) || ratios.isEmpty()
                ? ""
                : " (" + number(Statistics.median(ratios)) + ", " + number(Statistics.lowerQuartile(ratios)) + ")";
    }

    private String latency(Case of, String system) {
        Optional<Double> p50 = samples.median(system, of, Quantity.P50);
        Optional<Double> p99 = samples.median(system, of, Quantity.P99);
        return p50.isEmpty() || p99.isEmpty() ? NOTHING : number(p50.get() / 1000) + " / " + number(p99.get() / 1000);
    }

    /** With as many digits as it has meaning. */
    private static String number(double value) {
        String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
