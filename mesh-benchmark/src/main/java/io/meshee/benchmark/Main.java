package io.meshee.benchmark;

import io.meshee.benchmark.codec.Codecs;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Makes the runs that are asked for, one after the other; where none is, the comparison with the peers. */
public final class Main {

    private Main() {}

    /** Measures as the system properties say; see {@code Settings}. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.ofSystemProperties();
        Files.createDirectories(settings.out());
        List<Run> runs = asked();
        for (Run run : runs.isEmpty() ? List.<Run>of(Benchmark::run) : runs) {
            try (Belongings belongings = Belongings.endedWithThisJvm()) {
                run.measure(settings, belongings);
            }
        }
    }

    private interface Run {
        void measure(Settings settings, Belongings belongings) throws Exception;
    }

    private static List<Run> asked() {
        List<Run> runs = new ArrayList<>();
        if (!Options.list("profile").isEmpty()) {
            runs.add(Profiles::run);
        }
        if (Options.flag("http")) {
            runs.add(HttpLoad::run);
        }
        if (Options.flag("start")) {
            runs.add(StartUps::run);
        }
        if (Options.flag("soak")) {
            runs.add(Soak::run);
        }
        if (Options.flag("codecs")) {
            runs.add((settings, belongings) -> Codecs.measure(settings.out(), Machine.describe(), settings.millis()));
        }
        return runs;
    }
}
