package io.meshee.benchmark.jmh;

import io.meshee.benchmark.report.ViewChange;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks of this package, each in a JVM of its own. */
public final class Parts {

    private Parts() {}

    /**
     * Measures, and writes {@code parts.json}.
     *
     * @param out an existing folder
     * @param millis of each warm-up and each measurement
     * @return sections of Markdown: the parts, and what a change of the view costs
     */
    public static String measure(Path out, int millis) throws RunnerException {
        Collection<RunResult> results = new Runner(Jmh.options(Parts.class.getPackageName() + "\\..*Parts\\..*", millis)
                        .resultFormat(ResultFormatType.JSON)
                        .result(out.resolve("parts.json").toString())
                        .build())
                .run();
        StringBuilder text = new StringBuilder("\n## Parts of the local path (JMH)\n\n");
        text.append("| part | mean | ± | unit | bytes allocated |\n| --- | ---: | ---: | --- | ---: |\n");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %s | %.0f |%n",
                    primary.getLabel(),
                    primary.getScore(),
                    primary.getScoreError(),
                    primary.getScoreUnit(),
                    Jmh.allocated(result)));
        }
        return text + viewChange(results).section();
    }

    private static ViewChange viewChange(Collection<RunResult> results) {
        return new ViewChange(millis(results, "tableOfEqualNodes"), millis(results, "tableOfAllDifferentNodes"));
    }

    /** These are told in microseconds. */
    private static double millis(Collection<RunResult> results, String part) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(part))
                .mapToDouble(result -> result.getScore() / 1000)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part + " was not measured"));
    }
}
