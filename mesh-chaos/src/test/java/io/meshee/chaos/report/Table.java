package io.meshee.chaos.report;

import static io.meshee.chaos.report.Numbers.count;
import static io.meshee.chaos.report.Numbers.millis;
import static io.meshee.chaos.report.Numbers.percentile;
import static io.meshee.chaos.report.Numbers.seconds;

import io.meshee.chaos.check.Finding;
import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.History;
import java.util.List;
import java.util.stream.Collectors;

/** A run in Markdown. */
public final class Table {

    private Table() {}

    /** What was done, what it cost, and what was found. */
    public static String of(History history, List<Finding> findings) {
        var text = new StringBuilder();
        text.append(summary(history, findings)).append("\n\n");
        text.append(
                "| at | what | view proposed to settled | p99 meanwhile | longest | its processes served again after |"
                        + " whole after | failed calls |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        long start = history.calls().isEmpty() ? 0 : history.calls().get(0).due();
        for (var change : Change.of(history)) {
            text.append(row(start, change)).append('\n');
        }
        findings.stream().collect(Collectors.groupingBy(Finding::kind)).forEach((kind, all) -> {
            text.append("\n").append(kind).append(": ").append(all.size()).append(", the first of them\n\n");
            all.stream()
                    .limit(5)
                    .forEach(finding -> text.append("- ")
                            .append(seconds(finding.time() - start))
                            .append(" ")
                            .append(finding.process())
                            .append(": ")
                            .append(finding.text())
                            .append('\n'));
        });
        return text.toString();
    }

    private static String summary(History history, List<Finding> findings) {
        var calls = history.calls();
        long answered = calls.stream().filter(Call::isAnswered).count();
        long unknown = calls.stream().filter(Call::isUnknown).count();
        long refused = calls.stream().filter(call -> call.refusals() > 0).count();
        var latencies = calls.stream().map(Call::latencyNanos).sorted().toList();
        return "Seed " + history.seed() + ": " + count(calls.size()) + " calls to "
                + count(calls.stream().map(Call::process).distinct().count()) + " processes; "
                + count(answered) + " answered, " + count(unknown) + " UNKNOWN, "
                + count(calls.size() - answered - unknown) + " not executed; " + count(refused)
                + " sent again after a refused connection; p50 " + millis(percentile(latencies, 0.5)) + ", p99 "
                + millis(percentile(latencies, 0.99)) + "; findings: " + findings.size() + ".";
    }

    private static String row(long start, Change change) {
        var happening = change.happening();
        boolean whole = happening.over() != Long.MAX_VALUE;
        var settling = change.settlingNanos();
        return "| " + seconds(happening.began() - start) + " | " + happening + " | "
                + (settling.isPresent() ? millis(settling.getAsLong()) : "no new view") + " | "
                + millis(percentile(change.latencies(), 0.99)) + " | " + millis(percentile(change.latencies(), 1))
                + " | "
                + (change.servedAgain().isPresent()
                        ? seconds(change.servedAgain().getAsLong())
                        : "") + " | "
                + (whole ? seconds(happening.over() - happening.began()) : "never")
                + " | " + (change.failed() == 0 ? "0" : change.failures().toString()) + " |";
    }
}
