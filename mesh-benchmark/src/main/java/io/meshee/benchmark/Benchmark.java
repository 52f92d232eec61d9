package io.meshee.benchmark;

import io.meshee.benchmark.jmh.Parts;
import io.meshee.benchmark.load.Load;
import io.meshee.benchmark.load.Row;
import io.meshee.benchmark.load.Task;
import io.meshee.benchmark.report.MarkdownReport;
import io.meshee.benchmark.report.Sample;
import io.meshee.benchmark.report.Samples;
import io.meshee.benchmark.report.Stamp;
import io.meshee.benchmark.report.SvgChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts every system, measures them by turns, and writes down what came of it. */
final class Benchmark {

    private static final int IDLE = 100_000;
    private static final int MILLION = 1_000_000;

    private final Settings settings;
    private final Clusters clusters;
    private final Samples samples =
            new Samples(Stream.of(Contender.values()).map(Contender::title).toList());
    private final StringBuilder memory = new StringBuilder();
    private final Path lines;

    private Benchmark(Settings settings, Clusters clusters) throws IOException {
        this.settings = settings;
        this.clusters = clusters;
        this.lines = settings.out().resolve("results.jsonl");
        Files.writeString(lines, "");
    }

    /** Measures. */
    static void run(Settings settings, Belongings belongings) throws Exception {
        String parts = settings.jmh() ? Parts.measure(settings.out(), settings.millis()) : "";
        Clusters clusters = Clusters.start(settings, settings.systems(), "", belongings);
        Benchmark benchmark = new Benchmark(settings, clusters);
        benchmark.measure();
        benchmark.report(parts);
    }

    /** Round 0 warms every system up and does not count. */
    private void measure() throws IOException, InterruptedException {
        for (int round = 0; round <= settings.rounds(); round++) {
            for (Row row : Row.values()) {
                if (settings.rows().contains(row)) {
                    for (int times = round == 0 ? settings.warmUps(row) : 1; times > 0; times--) {
                        measure(round, row);
                    }
                }
            }
        }
        measureMemory();
    }

    private void measure(int round, Row row) throws IOException, InterruptedException {
        for (Load load : row.loads()) {
            measure(round, row, load);
        }
    }

    /** One system after the other, in an order that turns with the rounds: none always follows the same. */
    private void measure(int round, Row row, Load load) throws IOException, InterruptedException {
        List<Contender> turn = new ArrayList<>(List.of(Contender.values()));
        Collections.rotate(turn, round);
        turn.removeIf(contender -> !takesPart(contender, row, load));
        for (Contender contender : turn) {
            Optional<String> answer = clusters.ask(
                    contender,
                    "/run?",
                    Task.of(row, load, settings.warmMillis(row), settings.millis(row))
                            .toQuery());
            if (answer.isPresent() && round > 0) {
                note(round, contender, row, load, answer.get());
            }
        }
    }

    private boolean takesPart(Contender contender, Row row, Load load) {
        boolean hasIt = switch (contender) {
            case MESH, PEKKO, HAZELCAST, HAZELCAST_KEY -> true;
            case MESH_GRID -> row == Row.REMOTE;
            case RAW -> load.waiting() || row != Row.REMOTE;
        };
        return hasIt && settings.systems().contains(contender);
    }

    private void note(int round, Contender contender, Row row, Load load, String answer) throws IOException {
        samples.add(new Sample(
                round,
                contender.title(),
                new Sample.Case(row.title(), load.title()),
                JsonNumbers.get(answer, "rate"),
                JsonNumbers.get(answer, "p50"),
                JsonNumbers.get(answer, "p99")));
        append("{\"round\":" + round + ",\"system\":\"" + contender.title() + "\",\"row\":\"" + row + "\",\"load\":\""
                + load.title() + "\",\"measure\":" + answer + "}");
        System.out.printf(
                "round %d  %-26s %-22s %-14s %,14.0f/s%n",
                round, contender.title(), row, load.title(), JsonNumbers.get(answer, "rate"));
    }

    private void measureMemory() throws IOException, InterruptedException {
        for (Contender contender : List.of(Contender.MESH, Contender.PEKKO)) {
            if (settings.systems().contains(contender)) {
                noteMemory(contender, "idle", clusters.ask(contender, "/idle?", "count=" + IDLE));
            }
        }
        if (settings.systems().contains(Contender.MESH)) {
            noteMemory(Contender.MESH, "garbage", clusters.ask(Contender.MESH, "/garbage", ""));
            if (settings.million()) {
                noteMemory(Contender.MESH, "million", clusters.ask(Contender.MESH, "/idle?", "count=" + MILLION));
            }
        }
    }

    private void noteMemory(Contender contender, String kind, Optional<String> answer) throws IOException {
        String json = answer.orElseThrow();
        append("{\"system\":\"" + contender.title() + "\",\"memory\":\"" + kind + "\",\"measure\":" + json + "}");
        memory.append("- ")
                .append(contender.title())
                .append(", ")
                .append(kind)
                .append(": `")
                .append(json)
                .append("`\n");
        System.out.println(contender.title() + " " + kind + " " + json);
    }

    private void append(String line) throws IOException {
        Files.writeString(lines, line + "\n", StandardOpenOption.APPEND);
    }

    private void report(String parts) throws IOException {
        MarkdownReport report = new MarkdownReport(samples);
        String text = "# Measured " + Stamp.now() + "\n\n"
                + Machine.describe() + ", " + settings.rounds() + " rounds of " + settings.millis()
                + " ms a measurement, " + Clusters.HEAP + " for every JVM. "
                + "In brackets: median and lower quartile of the paired ratios of Mesh to that system.\n\n"
                + report.rates() + "\n" + report.latencies() + "\n## Goals\n\n" + report.goals(Goals.ALL)
                + "\n## Memory\n\n" + memory + parts;
        Files.writeString(settings.out().resolve("results.md"), text);
        Files.writeString(settings.out().resolve("results.svg"), new SvgChart(samples).draw());
        System.out.println(text);
    }
}
