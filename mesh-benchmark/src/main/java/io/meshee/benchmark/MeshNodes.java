package io.meshee.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Two real Payara Micro nodes with the benchmark WAR, started by the script that users start theirs with. */
final class MeshNodes extends Cluster {

    private static final long LONGEST_SECONDS = 300;

    private final Settings settings;
    private final Map<String, String> environment;
    private Process starting;

    private MeshNodes(Settings settings, int port, Map<String, String> environment) {
        super("http://127.0.0.1:" + port + "/bench/api");
        this.settings = settings;
        this.environment = environment;
    }

    /** Has the script start them, which takes a while. */
    static MeshNodes start(Settings settings, String name, String heap, String more) throws IOException {
        int http = Ports.free(2);
        int iiop = Ports.free(2);
        int grid = Ports.free(2);
        Path home = settings.out().resolve("nodes-" + name);
        MeshNodes nodes = new MeshNodes(
                settings,
                http,
                Map.of(
                        "MESH_HTTP_PORT",
                        "" + http,
                        "MESH_IIOP_PORT",
                        "" + iiop,
                        "MESH_GRID_PORT",
                        "" + grid,
                        "MESH_HOME",
                        home.toString(),
                        "MESH_STATE",
                        "jcache",
                        "MESH_START_TIMEOUT",
                        "" + LONGEST_SECONDS,
                        "MESH_READY_PATH",
                        "/bench/api/ready",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "MESH_JAVA_OPTIONS",
                        heap + " " + more));
        nodes.starting =
                nodes.script("start", "--nodes", "2", "--war", settings.war().toString());
        return nodes;
    }

    @Override
    void requireAlive() {
        if (!starting.isAlive() && starting.exitValue() != 0) {
            throw new IllegalStateException("the nodes did not start");
        }
    }

    @Override
    public void close() throws IOException {
        await(starting);
        await(script("stop"));
    }

    private static void await(Process script) throws IOException {
        if (!hasEnded(script, LONGEST_SECONDS) || script.exitValue() != 0) {
            throw new IOException("the script of the nodes did not end well");
        }
    }

    private Process script(String... arguments) throws IOException {
        ProcessBuilder script =
                new ProcessBuilder(settings.server().resolve("bin/mesh").toString()).inheritIO();
        script.command().addAll(List.of(arguments));
        script.environment().putAll(environment);
        return script.start();
    }
}
