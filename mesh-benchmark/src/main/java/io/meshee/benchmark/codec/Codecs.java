package io.meshee.benchmark.codec;

import io.meshee.benchmark.jmh.Jmh;
import io.meshee.benchmark.report.Stamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Measures the codecs, each payload in a JVM of its own, and writes {@code codecs.md}. */
public final class Codecs {

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
        StringBuilder text = new StringBuilder("# Codecs, " + Stamp.now() + "\n\n" + machine + ", " + Jmh.MEASUREMENTS
                + " times " + millis + " ms after " + Jmh.WARM_UPS + " that do not count, one thread.\n");
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
        return new Runner(Jmh.options(CodecCost.class.getName().replace(".", "\\."), millis)
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
                Jmh.allocated(encode),
                Jmh.allocated(decode));
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
