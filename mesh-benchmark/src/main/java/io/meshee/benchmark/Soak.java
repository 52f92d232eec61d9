package io.meshee.benchmark;

import io.meshee.benchmark.ScriptedNodes.Deployment;
import io.meshee.benchmark.jvm.ProcessFigures;
import io.meshee.benchmark.report.SoakReport;
import io.meshee.benchmark.report.SoakReport.Look;
import io.meshee.benchmark.report.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two nodes that call processes of both of them for a long time, at half of the rate that they can. The ids turn, so that all the
 * time some processes are passivated and others come back.
 */
final class Soak {

    private static final String API = "/bench/api";
    private static final int NODES = 2;
    private static final int CALLERS = 16;
    private static final int TURN_A_SECOND = 500;
    private static final int MOST_IDS = 60_000;
    private static final int IDS_A_SECOND = 100;
    private static final int LEAST_IDS = 6_000;
    private static final int PART_CALLED = 12;
    private static final int IDS_A_QUESTION = 5_000;
    private static final int LEAST_BETWEEN_COLLECTIONS = 3;
    private static final int LEAST_COLLECTIONS = 6;

    private final List<Driver> drivers = new ArrayList<>();
    private final int seconds = Options.count("soak.seconds");
    private final int collectSeconds = Options.count("soak.collect");
    private final int peakSeconds = Math.max(5, seconds / 20);
    private final int ids = Math.max(LEAST_IDS, Math.min(MOST_IDS, IDS_A_SECOND * seconds));
    private final SoakReport report = new SoakReport();
    private final Path lines;
    private long answered;
    private long failed;
    private long notExecuted;
    private String failure = "";

    private Soak(SampleNodes nodes, Path lines) throws IOException {
        this.lines = lines;
        int number = 0;
        for (Map.Entry<String, Long> node : nodes.pids().entrySet()) {
            drivers.add(new Driver(
                    node.getKey(), node.getValue(), Endpoint.at(nodes.ports().get(number), API + "/soak/")));
            number++;
        }
        Files.writeString(lines, "");
    }

    /** Writes {@code soak.md}, {@code soak.svg} and {@code soak.jsonl}. */
    static void run(Settings settings, Belongings belongings) throws IOException, InterruptedException {
        requireEnough(Options.count("soak.seconds"), Options.count("soak.collect"));
        String options = Clusters.HEAP + " -Dmesh.process.\"Lasting\".idle-timeout=2s";
        SampleNodes nodes = belongings.add(ScriptedNodes.start(
                settings.server(),
                settings.out().resolve("nodes-soak"),
                new Deployment(NODES, settings.war(), API + "/ready", options)));
        nodes.awaitStarted();
        Soak soak = new Soak(nodes, settings.out().resolve("soak.jsonl"));
        double peak = soak.peak();
        soak.endure(peak / 2);
        String text = soak.text(peak);
        Files.writeString(settings.out().resolve("soak.md"), text);
        Files.writeString(settings.out().resolve("soak.svg"), soak.report.chart());
        System.out.println(text);
    }

    /** A judgement wants collections in the second half, and seconds that they do not disturb; better said now than at the end. */
    static void requireEnough(int seconds, int collectSeconds) {
        if (collectSeconds < LEAST_BETWEEN_COLLECTIONS || seconds < LEAST_COLLECTIONS * collectSeconds) {
            throw new IllegalArgumentException("-Dbench.soak.collect wants " + LEAST_BETWEEN_COLLECTIONS
                    + " or more, and -Dbench.soak.seconds " + LEAST_COLLECTIONS + " times that");
        }
    }

    /** A node, and what it had counted at the last look. */
    private static final class Driver {

        private final String name;
        private final long pid;
        private final Endpoint endpoint;
        private double time;
        private String last;

        Driver(String name, long pid, Endpoint endpoint) {
            this.name = name;
            this.pid = pid;
            this.endpoint = endpoint;
        }
    }

    /** Calls a second of both together, as fast as they can; as long before it, they warm up. */
    private double peak() throws IOException, InterruptedException {
        start(0);
        long begin = System.nanoTime();
        pauseUntil(begin + TimeUnit.SECONDS.toNanos(peakSeconds));
        double before = answeredByAll();
        long counted = System.nanoTime();
        pauseUntil(counted + TimeUnit.SECONDS.toNanos(peakSeconds));
        double rate = (answeredByAll() - before) * 1e9 / (System.nanoTime() - counted);
        stop();
        return rate;
    }

    private double answeredByAll() throws IOException, InterruptedException {
        double sum = 0;
        for (Driver driver : drivers) {
            sum += JsonNumbers.get(driver.endpoint.get("look"), "answered");
        }
        return sum;
    }

    private void endure(double rate) throws IOException, InterruptedException {
        start(rate / NODES);
        long begin = System.nanoTime();
        for (Driver driver : drivers) {
            driver.time = 0;
            driver.last = driver.endpoint.get("look");
        }
        boolean disturbed = false;
        for (int second = 1; second <= seconds; second++) {
            pauseUntil(begin + TimeUnit.SECONDS.toNanos(second));
            boolean collect = second % collectSeconds == 0;
            for (Driver driver : drivers) {
                look(driver, begin, collect, disturbed);
            }
            disturbed = collect;
        }
        stop();
    }

    private void start(double rate) throws IOException, InterruptedException {
        for (Driver driver : drivers) {
            driver.endpoint.get("start?callers=" + CALLERS + "&rate=" + rate + "&all=" + ids + "&called="
                    + ids / PART_CALLED + "&turn=" + TURN_A_SECOND);
        }
    }

    private void stop() throws IOException, InterruptedException {
        for (Driver driver : drivers) {
            String last = driver.endpoint.get("stop");
            answered += Math.round(JsonNumbers.get(last, "answered"));
            long lost = Math.round(JsonNumbers.get(last, "failed"));
            failed += lost;
            notExecuted += Math.round(JsonNumbers.get(last, "notExecuted"));
            if (lost > 0) {
                failure = last;
            }
        }
    }

    /** The collection comes after the latencies are read, and so shows in those of the next second. */
    private void look(Driver driver, long begin, boolean collect, boolean disturbed)
            throws IOException, InterruptedException {
        String now = driver.endpoint.get("look?collect=" + collect);
        double time = (System.nanoTime() - begin) / 1e9;
        double since = time - driver.time;
        Look look = new Look(
                driver.name,
                time,
                more(driver, now, "answered") / since,
                JsonNumbers.get(now, "p50"),
                JsonNumbers.get(now, "p99"),
                more(driver, now, "activations") / since,
                more(driver, now, "passivations") / since,
                ProcessFigures.of(driver.pid).resident(),
                Math.round(JsonNumbers.get(now, "heap")),
                collect,
                collect || disturbed);
        driver.time = time;
        driver.last = now;
        report.add(look);
        String line = String.format(
                Locale.ROOT,
                "{\"node\":\"%s\",\"time\":%.3f,\"rate\":%.1f,\"resident\":%d,\"collected\":%s,\"look\":%s}",
                look.node(),
                look.time(),
                look.rate(),
                look.resident(),
                look.collected(),
                now);
        Files.writeString(lines, line + "\n", StandardOpenOption.APPEND);
    }

    private static double more(Driver driver, String now, String name) {
        return JsonNumbers.get(now, name) - JsonNumbers.get(driver.last, name);
    }

    private static void pauseUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private String text(double peak) throws InterruptedException {
        return String.format(
                Locale.ROOT,
                "# A load that lasts, %s%n%n%s, two nodes with %s each, %d callers on each; %d s at %,.0f calls a second, half of the"
                        + " peak of %,.0f. Of %,d ids %,d are called at a time and %d a second change; who is not called for 2 s is"
                        + " passivated. Everything is collected each %d s; the seconds that this disturbs are left out where nothing"
                        + " else is said.%n%n%s%n%,d calls were answered and %,d failed, %,d of these surely without having run, the"
                        + " peak included; %s.%n%s",
                Stamp.now(),
                Machine.describe(),
                Clusters.HEAP,
                CALLERS,
                seconds,
                peak / 2,
                peak,
                ids,
                ids / PART_CALLED,
                TURN_A_SECOND,
                collectSeconds,
                report.text(),
                answered,
                failed,
                notExecuted,
                counted(),
                failure.isEmpty() ? "" : "\nA node with failures said last: `" + failure + "`\n");
    }

    /** A call whose outcome is not known may have counted. What else was found is worth telling where this is not to be had. */
    private String counted() throws InterruptedException {
        try {
            long sum = 0;
            for (int from = 0; from < ids; from += IDS_A_QUESTION) {
                int to = Math.min(ids, from + IDS_A_QUESTION);
                String answer = drivers.get(0).endpoint.get("sum?from=" + from + "&to=" + to);
                sum += Math.round(JsonNumbers.get(answer, "sum"));
            }
            boolean exact = sum >= answered && sum <= answered + failed - notExecuted;
            return String.format(
                    Locale.ROOT,
                    "all processes together have counted to %,d: %s",
                    sum,
                    exact ? "as many as were answered, and none twice" : "**wrong**");
        } catch (IOException e) {
            return "**what they have counted is not known**: " + e.getMessage();
        }
    }
}
