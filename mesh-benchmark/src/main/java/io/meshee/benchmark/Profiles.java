package io.meshee.benchmark;

import io.meshee.benchmark.load.Task;
import io.meshee.benchmark.profile.Profiler;
import io.meshee.benchmark.profile.Stacks;
import io.meshee.benchmark.report.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Looks into the JVMs of systems while they are under load. A JVM that is looked into is slower, so nothing is measured here. */
final class Profiles {

    /** Without it the compiler's code can be told apart only where threads may be stopped, and time is laid at the wrong door. */
    private static final String JVM_OPTIONS = "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints";

    /** What comes before and after the calls of a measurement. */
    private static final List<String> NOT_MEASURED = List.of("*MeshSubject.calls*", "*FirstCalls.tidy*");

    private static final int SHOWN = 15;

    private final Clusters clusters;
    private final Profiler profiler;
    private final Path out;
    private final String event;
    private final int millis;
    private final StringBuilder report = new StringBuilder();

    private Profiles(Clusters clusters, Profiler profiler, Path out, String event, int millis) {
        this.clusters = clusters;
        this.profiler = profiler;
        this.out = out;
        this.event = event;
        this.millis = millis;
    }

    /** Writes {@code profile.md}, and for each target and each of its JVMs a flame graph. */
    static void run(Settings settings, Belongings belongings) throws IOException, InterruptedException {
        List<ProfileTarget> targets =
                Options.list("profile").stream().map(ProfileTarget::of).toList();
        Path out = Files.createDirectories(settings.out().resolve("profile"));
        Clusters clusters = Clusters.start(
                settings,
                targets.stream().map(ProfileTarget::contender).collect(Collectors.toSet()),
                JVM_OPTIONS,
                belongings);
        Profiles profiles = new Profiles(
                clusters, Profiler.in(out), out, Options.text("profile.event"), Options.count("profile.millis"));
        for (ProfileTarget target : targets) {
            profiles.profile(target);
        }
        profiles.write(settings.out().resolve("profile.md"));
    }

    /** As long without the profiler first: what the compiler has not seen yet is not of interest. */
    private void profile(ProfileTarget target) throws IOException, InterruptedException {
        report.append("\n## ").append(target.title()).append('\n');
        load(target);
        SortedMap<String, Long> pids = clusters.of(target.contender()).pids();
        for (long pid : pids.values()) {
            profiler.start(pid, event);
        }
        try {
            load(target);
        } finally {
            for (Map.Entry<String, Long> node : pids.entrySet()) {
                stop(target, node.getKey(), node.getValue());
            }
        }
    }

    /** Measurements in a row, for some are over soon. */
    private void load(ProfileTarget target) throws IOException, InterruptedException {
        String query = Task.of(target.row(), target.load(), 0, millis).toQuery();
        long end = System.nanoTime() + millis * 1_000_000L;
        do {
            clusters.ask(target.contender(), "/run?", query)
                    .orElseThrow(() -> new IllegalArgumentException(target.title() + " does not exist"));
        } while (System.nanoTime() - end < 0);
    }

    private void stop(ProfileTarget target, String node, long pid) throws IOException {
        String name = target.name() + "-" + node;
        Path flames = out.resolve(name + ".html");
        Path stacks = out.resolve(name + ".collapsed");
        profiler.stop(pid, target.title() + " on " + node, flames, stacks, NOT_MEASURED);
        Stacks read = Stacks.of(Files.readAllLines(stacks));
        report.append(String.format(
                Locale.ROOT,
                "%n[%s](profile/%s), %,d samples; frames by what they ran themselves:%n%n| %% | frame |%n| ---: | --- |%n",
                node,
                flames.getFileName(),
                read.samples()));
        read.frames().stream()
                .limit(SHOWN)
                .forEach(frame -> report.append(
                        String.format(Locale.ROOT, "| %.1f | `%s` |%n", 100 * read.share(frame), frame.name())));
        System.out.println("flame graph: " + flames);
    }

    private void write(Path file) throws IOException {
        Files.writeString(
                file,
                "# Where the time goes, " + Stamp.now() + "\n\n" + Machine.describe() + ", " + millis
                        + " ms each, event " + event + ". The first node calls.\n" + report);
    }
}
