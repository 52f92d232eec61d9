package io.meshee.benchmark;

import io.meshee.benchmark.http.HttpRequest;
import io.meshee.benchmark.http.Wrk;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sample's REST face under load, on 1, 2 and 3 nodes and on a stock server, by turns. */
final class HttpLoad {

    private static final int IDS = 10_000;
    private static final int MOST_NODES = 3;
    private static final String STOCK = "stock Payara Micro";

    private static final List<HttpRequest> REQUESTS = List.of(
            new HttpRequest("increment of a counter", "POST", "/mesh-sample/api/counter/c%d/increment", IDS),
            new HttpRequest("an answer without a process", "GET", "/mesh-sample/api/mesh/nodes?capability=counter", 1));

    private final Wrk wrk;
    private final Map<String, SampleNodes> systems;
    private final int seconds;
    private final List<Integer> connections;
    private final Path lines;
    private final Samples samples;
    private final List<String> failures = new ArrayList<>();

    private HttpLoad(Wrk wrk, Map<String, SampleNodes> systems, Path lines) throws IOException {
        this.wrk = wrk;
        this.systems = systems;
        this.seconds = Options.count("http.seconds");
        this.connections =
                Options.list("http.connections").stream().map(Integer::valueOf).toList();
        this.lines = lines;
        this.samples = new Samples(List.copyOf(systems.keySet()));
        Files.writeString(lines, "");
    }

    /** Writes {@code http.md}, {@code http.svg} and {@code http.jsonl}. */
    static void run(Settings settings, Belongings belongings) throws IOException, InterruptedException {
        Path report = settings.out().resolve("http.md");
        Optional<Wrk> wrk = Wrk.on(System.getenv("PATH"), settings.out());
        if (wrk.isEmpty()) {
            String skipped = "# HTTP, " + Stamp.now() + "\n\nSkipped: there is no `wrk` on the PATH.\n";
            Files.writeString(report, skipped);
            System.out.println(skipped);
            return;
        }
        Map<String, SampleNodes> systems = start(Sampled.ofSystemProperties(settings), belongings);
        HttpLoad load = new HttpLoad(wrk.get(), systems, settings.out().resolve("http.jsonl"));
        for (int round = 0; round <= settings.rounds(); round++) {
            load.measure(round);
        }
        Files.writeString(report, load.report(settings.rounds()));
        Files.writeString(settings.out().resolve("http.svg"), new SvgChart(load.samples).draw());
        System.out.println(load.report(settings.rounds()));
    }

    /** All of them are there all the time, so that what else the machine does hits all alike. */
    private static Map<String, SampleNodes> start(Sampled sample, Belongings belongings)
            throws IOException, InterruptedException {
        Map<String, SampleNodes> systems = new LinkedHashMap<>();
        for (int count = 1; count <= MOST_NODES; count++) {
            String title = count == 1 ? "1 node" : count + " nodes";
            systems.put(title, belongings.add(sample.mesh(count, "http-" + count, Clusters.HEAP)));
        }
        systems.put(STOCK, belongings.add(sample.stock("http-stock", Clusters.HEAP)));
        for (SampleNodes each : systems.values()) {
            each.awaitStarted();
        }
        return systems;
    }

    /** Round 0 warms up and does not count. */
    private void measure(int round) throws IOException, InterruptedException {
        for (HttpRequest request : REQUESTS) {
            for (int width : connections) {
                List<String> turn = new ArrayList<>(systems.keySet());
                Collections.rotate(turn, round);
                for (String system : turn) {
                    List<Integer> ports = systems.get(system).ports();
                    String answer = wrk.run(request, ports, width, seconds);
                    if (round > 0) {
                        note(round, system, new Sample.Case(request.title(), width + " connections"), answer);
                    }
                }
            }
        }
    }

    private void note(int round, String system, Sample.Case of, String answer) throws IOException {
        samples.add(new Sample(
                round,
                system,
                of,
                JsonNumbers.get(answer, "rate"),
                JsonNumbers.get(answer, "p50") * 1000,
                JsonNumbers.get(answer, "p99") * 1000));
        String which = String.format("%s, %s, %s, round %d", system, of.row(), of.load(), round);
        if (JsonNumbers.get(answer, "failed") + JsonNumbers.get(answer, "refused") > 0) {
            failures.add("- " + which + ": `" + answer + "`\n");
        }
        String line = String.format(
                "{\"round\":%d,\"system\":\"%s\",\"row\":\"%s\",\"load\":\"%s\",\"measure\":%s}",
                round, system, of.row(), of.load(), answer);
        Files.writeString(lines, line + "\n", StandardOpenOption.APPEND);
        System.out.println(which + ": " + answer);
    }

    private String report(int rounds) {
        MarkdownReport report = new MarkdownReport(samples);
        String failed = failures.isEmpty() ? "Every request was answered with success.\n" : String.join("", failures);
        return "# HTTP, " + Stamp.now() + "\n\n" + Machine.describe() + ", " + rounds + " rounds of " + seconds
                + " s a measurement, " + Clusters.HEAP
                + " for every JVM; wrk on the same machine, with a thread for each node and"
                + " the connections spread over the nodes evenly. In brackets: median and lower quartile of the paired ratios of"
                + " one node to that system.\n\n"
                + report.rates() + "\n" + report.latencies() + "\n" + failed;
    }
}
