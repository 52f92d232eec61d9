package io.meshee.benchmark;

import io.meshee.benchmark.ScriptedNodes.Deployment;
import java.io.IOException;
import java.nio.file.Path;

/** The sample application, on nodes of Mesh and on a stock server. */
record Sampled(Path server, Path war, Path stockWar, Path out) {

    /** Answers without calling a process; there when the application is. */
    static final String READY = "/mesh-sample/api/mesh/view";

    static Sampled ofSystemProperties(Settings settings) {
        return new Sampled(
                settings.server(),
                Path.of(Options.text("sample")).toAbsolutePath().normalize(),
                Path.of(Options.text("stock")).toAbsolutePath().normalize(),
                settings.out());
    }

    /** Nodes as {@code server-config/bin/mesh} starts them, one mesh. */
    SampleNodes mesh(int count, String name, String jvmOptions) throws IOException {
        return ScriptedNodes.start(server, out.resolve("nodes-" + name), new Deployment(count, war, READY, jvmOptions));
    }

    /** A Payara Micro as it is published, with the WAR without the remote view. */
    SampleNodes stock(String name, String jvmOptions) throws IOException {
        return StockNode.start(server, out.resolve("nodes-" + name), stockWar, READY, jvmOptions);
    }
}
