package io.meshee.benchmark;

import io.meshee.benchmark.ScriptedNodes.Deployment;
import java.io.IOException;
import java.util.SortedMap;

/** Two real nodes with the benchmark WAR. */
final class MeshNodes extends Cluster {

    private static final String API = "/bench/api";

    private final ScriptedNodes nodes;

    private MeshNodes(ScriptedNodes nodes) {
        super(Endpoint.at(nodes.ports().get(0), API));
        this.nodes = nodes;
    }

    /** Has them started, which takes a while. */
    static MeshNodes start(Settings settings, String name, String options) throws IOException {
        Deployment deployment = new Deployment(2, settings.war(), API + "/ready", options);
        return new MeshNodes(
                ScriptedNodes.start(settings.server(), settings.out().resolve("nodes-" + name), deployment));
    }

    @Override
    SortedMap<String, Long> pids() throws IOException {
        return nodes.pids();
    }

    @Override
    void requireAlive() {
        nodes.requireAlive();
    }

    @Override
    public void close() throws IOException {
        nodes.close();
    }
}
