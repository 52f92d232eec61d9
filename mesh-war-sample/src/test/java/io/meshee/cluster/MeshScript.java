package io.meshee.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** {@code server-config/bin/mesh}, run as its users do, on free ports and with a folder of its own. */
record MeshScript(Path home, NodePorts ports, int database) {

    private static final int NODES = 3;

    /** The grid ports on which a node looks for others: the database must not be what it finds there. */
    private static final int GRID_SEATS = 16;

    private static final Path SCRIPT =
            NodeCommand.TARGET.resolveSibling("bin").resolve("mesh").normalize();

    /** What a command said, and its exit code. */
    record Run(int code, String output) {}

    /** The script with ports that are free now, for three nodes: those of the first, and each further node takes the next. */
    static MeshScript in(Path home) {
        int first = block(1 + 2 * NODES + GRID_SEATS);
        return new MeshScript(home, new NodePorts(first + 1, first + 1 + NODES, first + 1 + 2 * NODES), first);
    }

    /** Runs a command to its end. */
    Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var process = process(environment, arguments).start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError("the script does not end: mesh " + List.of(arguments));
        }
        return new Run(process.exitValue(), Files.readString(output()));
    }

    /** A command to be started. */
    ProcessBuilder process(Map<String, String> environment, String... arguments) {
        var command = new ProcessBuilder("bash", SCRIPT.toString());
        command.command().addAll(List.of(arguments));
        var variables = new TreeMap<>(environment);
        variables.put("MESH_HOME", home.toString());
        variables.put("MESH_HTTP_PORT", "" + ports.http());
        variables.put("MESH_IIOP_PORT", "" + ports.iiop());
        variables.put("MESH_GRID_PORT", "" + ports.grid());
        variables.put("MESH_DATABASE_PORT", "" + database);
        variables.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        command.environment().putAll(variables);
        return command.redirectErrorStream(true).redirectOutput(output().toFile());
    }

    private Path output() {
        return home.resolve("output.txt");
    }

    private static int block(int size) {
        while (true) {
            int first = FreePorts.next();
            if (IntStream.range(1, size).allMatch(i -> FreePorts.next() == first + i)) {
                return first;
            }
        }
    }
}
