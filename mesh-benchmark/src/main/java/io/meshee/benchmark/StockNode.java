package io.meshee.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One Payara Micro as it is published, with the JVM's options of a node of Mesh. */
final class StockNode implements SampleNodes {

    private static final long LONGEST_SECONDS = 300;
    private static final long LONGEST_END_SECONDS = 30;
    private static final String NAME = "n1";
    private static final String ROOT = "root";
    private static final String TEMPORARY = "tmp";

    private final Path home;
    private final Process process;
    private final int port;
    private final String ready;

    private StockNode(Path home, Process process, int port, String ready) {
        this.home = home;
        this.process = process;
        this.port = port;
        this.ready = ready;
    }

    /**
     * Starts it.
     *
     * @param home a folder of its own
     * @param ready the path that must answer before it counts as started
     */
    static StockNode start(Path server, Path home, Path war, String ready, String jvmOptions) throws IOException {
        int http = Ports.free(1);
        int grid = Ports.free(1);
        Path temporary = Files.createDirectories(home.resolve(TEMPORARY));
        Path root = Files.createDirectories(home.resolve(ROOT));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + server.resolve("config/jvm.options"));
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Dmesh.node.name=" + NAME));
        Arrays.stream(jvmOptions.split(" ")).filter(each -> !each.isEmpty()).forEach(command::add);
        command.addAll(List.of("-jar", server.resolve("target/payara-micro.jar").toString()));
        command.addAll(List.of(
                "--prebootcommandfile",
                server.resolve("config/stock-preboot.asadmin").toString()));
        command.addAll(List.of(
                "--logproperties", server.resolve("config/logging.properties").toString()));
        command.addAll(List.of("--disablephonehome", "--interfaces", "127.0.0.1", "--name", NAME));
        command.addAll(List.of("--rootdir", root.toString()));
        command.addAll(List.of("--port", "" + http, "--startport", "" + grid));
        command.addAll(List.of("--clustermode", "tcpip:127.0.0.1:" + grid, "--deploy", war.toString()));
        Process process = new ProcessBuilder(command)
                .directory(server.resolve("target").toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        return new StockNode(home, process, http, ready);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public SortedMap<String, Long> pids() {
        SortedMap<String, Long> pids = new TreeMap<>();
        pids.put(NAME, process.pid());
        return pids;
    }

    @Override
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the stock server ended with " + process.exitValue());
        }
    }

    @Override
    public void awaitStarted() throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        Endpoint server = Endpoint.at(port, "");
        while (!server.answers(ready)) {
            requireAlive();
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("the stock server does not answer " + ready);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        if (!Cluster.hasEnded(process, LONGEST_END_SECONDS)) {
            process.destroyForcibly();
            if (!Cluster.hasEnded(process, LONGEST_END_SECONDS)) {
                throw new IOException("the stock server does not end");
            }
        }
        empty(home.resolve(ROOT));
        empty(home.resolve(TEMPORARY));
    }

    /** The next start is one from nothing again, as those of the script's are. */
    private static void empty(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
