package io.meshee.benchmark;

import io.meshee.benchmark.jvm.LiveHeap;
import io.meshee.benchmark.jvm.ProcessFigures;
import io.meshee.benchmark.report.Stamp;
import io.meshee.benchmark.report.StartReport;
import io.meshee.benchmark.report.StartReport.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a server takes to be ready and what it holds when it is idle: one at a time, by turns, nothing else running. */
final class StartUps {

    private static final String HEALTH = "/health/ready";
    private static final long LOOK_MILLIS = 10;
    private static final long LONGEST_SECONDS = 300;

    private final Sampled sample;
    private final Belongings belongings;
    private final int idleSeconds = Options.count("start.idle");
    private final Path lines;
    private final StartReport report = new StartReport();

    private StartUps(Sampled sample, Belongings belongings, Path lines) throws IOException {
        this.sample = sample;
        this.belongings = belongings;
        this.lines = lines;
        Files.writeString(lines, "");
    }

    /** Writes {@code start.md} and {@code start.jsonl}. */
    static void run(Settings settings, Belongings belongings) throws IOException, InterruptedException {
        Sampled sample = Sampled.ofSystemProperties(settings);
        archive(sample.server());
        StartUps starts = new StartUps(sample, belongings, settings.out().resolve("start.jsonl"));
        int rounds = Options.count("start.rounds");
        for (int round = 1; round <= rounds; round++) {
            List<StartKind> turn = new ArrayList<>(List.of(StartKind.values()));
            Collections.rotate(turn, round);
            for (StartKind kind : turn) {
                starts.measure(round, kind);
            }
        }
        String text = "# Starting, " + Stamp.now() + "\n\n" + Machine.describe() + ", " + rounds
                + " starts each, by turns, one at a time; memory after " + starts.idleSeconds
                + " s without a request.\n\n"
                + starts.report.table();
        Files.writeString(settings.out().resolve("start.md"), text);
        System.out.println(text);
    }

    /** Written once, by a node of its own; a JVM that does not like it would start without a word. */
    private static void archive(Path server) throws IOException {
        ProcessBuilder command = new ProcessBuilder(server.resolve("bin/mesh").toString(), "archive").inheritIO();
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process script = command.start();
        if (!Cluster.hasEnded(script, LONGEST_SECONDS) || script.exitValue() != 0) {
            throw new IOException("no class-data archive was written");
        }
        if (!Files.exists(StartKind.archive(server.resolve("target")))) {
            throw new IOException("the class-data archive is not where it was looked for");
        }
    }

    private void measure(int round, StartKind kind) throws IOException, InterruptedException {
        SampleNodes server = belongings.add(kind.begin(sample, "start"));
        try {
            Endpoint endpoint = Endpoint.at(server.ports().get(0), "");
            await(server, endpoint, HEALTH);
            long pid = server.pids().values().iterator().next();
            ProcessFigures ready = ProcessFigures.of(pid);
            await(server, endpoint, Sampled.READY);
            double answering = ProcessFigures.of(pid).age();
            server.awaitStarted();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(idleSeconds));
            long resident = ProcessFigures.of(pid).resident();
            long heap = LiveHeap.afterCollection(pid);
            note(new Start(
                    round,
                    kind.title(),
                    kind.stock().title(),
                    ready.age(),
                    answering,
                    ready.processor(),
                    resident,
                    heap));
        } finally {
            belongings.end(server);
        }
    }

    private static void await(SampleNodes server, Endpoint endpoint, String path) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!endpoint.answers(path)) {
            server.requireAlive();
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("no answer of " + path);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }

    private void note(Start start) throws IOException {
        report.add(start);
        String line = String.format(
                Locale.ROOT,
                "{\"round\":%d,\"server\":\"%s\",\"ready\":%.2f,\"answering\":%.2f,\"processor\":%.2f,\"resident\":%d,\"heap\":%d}",
                start.round(),
                start.server(),
                start.ready(),
                start.answering(),
                start.processor(),
                start.resident(),
                start.heap());
        Files.writeString(lines, line + "\n", StandardOpenOption.APPEND);
        System.out.println(line);
    }
}
