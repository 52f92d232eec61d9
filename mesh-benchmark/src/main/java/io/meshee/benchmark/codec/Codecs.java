package io.meshee.benchmark.codec;

import io.meshee.benchmark.report.Stamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures the codecs, each payload in a JVM of its own, and writes {@code codecs.md}. */
public final class Codecs {

    private static final int WARM_UPS = 4;
    private static final int MEASUREMENTS = 5;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Codecs() {}

    /**
     * Measures.
     *
     * @param out an existing folder
     * @param machine describes what it runs on
     * @param millis of each warm-up and each measurement
     */
    public static void measure(Path out, String machine, int millis) throws Exception {
        Map<String, RunResult> results = run(millis).stream().collect(Collectors.toMap(Codecs::key, each -> each));
        StringBuilder text = new StringBuilder("# Codecs, " + Stamp.now() + "\n\n" + machine + ", " + MEASUREMENTS
                + " times " + millis + " ms after " + WARM_UPS + " that do not count, one thread.\n");
        for (Payload payload : Payload.values()) {
            text.append("\n## ")
                    .append(payload.value().getClass().getSimpleName())
                    .append("\n\n");
            text.append("| | bytes | encode, ns | decode, ns | bytes allocated, encode / decode |\n");
            text.append("| --- | ---: | ---: | ---: | ---: |\n");
            for (CodecKind kind : CodecKind.values()) {
                text.append(line(payload, kind, results));
            }
        }
        Files.writeString(out.resolve("codecs.md"), text);
        System.out.println(text);
    }

    private static Collection<RunResult> run(int millis) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(CodecCost.class.getName().replace(".", "\\."))
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TimeValue.milliseconds(millis))
                        .measurementIterations(MEASUREMENTS)
                        .measurementTime(TimeValue.milliseconds(millis))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    private static String line(Payload payload, CodecKind kind, Map<String, RunResult> results) throws Exception {
        RunResult encode = results.get(key("encode", payload.name(), kind.name()));
        RunResult decode = results.get(key("decode", payload.name(), kind.name()));
        int bytes = kind.open(payload.value().getClass()).encode(payload.value()).length;
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %,.0f | %,.0f / %,.0f |%n",
                kind.title(),
                bytes,
                encode.getPrimaryResult().getScore(),
                decode.getPrimaryResult().getScore(),
                encode.getSecondaryResults().get(ALLOCATED).getScore(),
                decode.getSecondaryResults().get(ALLOCATED).getScore());
    }

    private static String key(RunResult result) {
        return key(
                result.getPrimaryResult().getLabel(),
                result.getParams().getParam("payload"),
                result.getParams().getParam("kind"));
    }

    private static String key(String way, String payload, String kind) {
        return way + "/" + payload + "/" + kind;
    }
}
