package io.meshee.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Real Payara Micro nodes, started and stopped by the script that users start theirs with, in a folder and on ports of their own. */
final class ScriptedNodes implements SampleNodes {

    private static final long LONGEST_SECONDS = 300;

    /** On so many ports the script has nodes look for each other: a node of another mesh must not be found there. */
    private static final int GRID_SEATS = 16;

    private static final String PID = "PID=";

    private final Path script;
    private final Path home;
    private final int count;
    private final int http;
    private final Map<String, String> environment;
    private final Process starting;

    private ScriptedNodes(Path server, Path home, Deployment deployment, int http, Map<String, String> environment)
            throws IOException {
        this.script = server.resolve("bin/mesh");
        this.home = home;
        this.count = deployment.nodes();
        this.http = http;
        this.environment = environment;
        this.starting =
                run("start", "--nodes", "" + count, "--war", deployment.war().toString());
    }

    /**
     * What nodes are to run.
     *
     * @param ready the path that must answer before a node counts as started
     * @param options for each JVM
     */
    record Deployment(int nodes, Path war, String ready, String options) {}

    /** Has the script start them, which takes a while. */
    static ScriptedNodes start(Path server, Path home, Deployment deployment) throws IOException {
        int http = Ports.free(deployment.nodes());
        return new ScriptedNodes(
                server,
                home,
                deployment,
                http,
                Map.of(
                        "MESH_HTTP_PORT",
                        "" + http,
                        "MESH_IIOP_PORT",
                        "" + Ports.free(deployment.nodes()),
                        "MESH_GRID_PORT",
                        "" + Ports.free(GRID_SEATS),
                        "MESH_HOME",
                        home.toString(),
                        "MESH_STATE",
                        "jcache",
                        "MESH_START_TIMEOUT",
                        "" + LONGEST_SECONDS,
                        "MESH_READY_PATH",
                        deployment.ready(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "MESH_JAVA_OPTIONS",
                        deployment.options()));
    }

    @Override
    public List<Integer> ports() {
        return IntStream.range(http, http + count).boxed().toList();
    }

    @Override
    public SortedMap<String, Long> pids() throws IOException {
        SortedMap<String, Long> pids = new TreeMap<>();
        for (int number = 1; number <= count; number++) {
            String name = "n" + number;
            Path written = home.resolve("run").resolve(name).resolve("node");
            if (Files.exists(written)) {
                Files.readAllLines(written).stream()
                        .filter(line -> line.startsWith(PID))
                        .forEach(line -> pids.put(name, Long.valueOf(line.substring(PID.length()))));
            }
        }
        return pids;
    }

    @Override
    public void requireAlive() {
        if (!starting.isAlive() && starting.exitValue() != 0) {
            throw new IllegalStateException("the nodes did not start");
        }
    }

    @Override
    public void awaitStarted() throws IOException {
        await(starting);
    }

    @Override
    public void close() throws IOException {
        if (!Cluster.hasEnded(starting, LONGEST_SECONDS)) {
            starting.destroy(); // it stops what it has started
        }
        await(run("stop"));
    }

    private static void await(Process script) throws IOException {
        if (!Cluster.hasEnded(script, LONGEST_SECONDS) || script.exitValue() != 0) {
            throw new IOException("the script of the nodes did not end well");
        }
    }

    private Process run(String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder(script.toString()).inheritIO();
        command.command().addAll(List.of(arguments));
        command.environment().putAll(environment);
        return command.start();
    }
}
