package io.meshee.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a node's command line together. The flags themselves are server-config's: nothing is said twice. */
final class NodeCommand {

    /** Where server-config is, unless the system property {@code mesh.server-config} says otherwise. */
    private static final Path SERVER_CONFIG = Path.of(System.getProperty("mesh.server-config", "../server-config"))
            .toAbsolutePath()
            .normalize();

    private static final Path CONFIG = SERVER_CONFIG.resolve("config");
    static final Path TARGET = SERVER_CONFIG.resolve("target");

    private NodeCommand() {}

    /**
     * To be run in {@link #TARGET}.
     *
     * @param home the node's own folder
     * @param gridSeats the grid ports on which to look for other nodes
     */
    static List<String> of(NodeSpec spec, NodePorts ports, Path home, List<Integer> gridSeats, int initialMembers) {
        var place = spec.place();
        var command = new ArrayList<>(place.within());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + CONFIG.resolve("jvm.options"));
        command.add("@" + CONFIG.resolve("short-lived.options"));
        command.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
        command.add("-Dmesh.node.name=" + spec.name());
        command.add("-Dmesh.cluster.initial-members=" + initialMembers);
        command.add("-Dmesh.run.http.host=" + place.host());
        command.add("-Dmesh.remote-ejb.host=" + place.host());
        command.add("-Dmesh.remote-ejb.port=" + ports.iiop());
        spec.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(spec.jvmOptions());
        command.addAll(
                switch (spec.server()) {
                    case MESH -> meshServer();
                    case STOCK -> stockServer();
                });
        command.addAll(List.of("--rootdir", home.resolve("root").toString(), "--name", spec.name()));
        command.addAll(List.of("--port", "" + ports.http(), "--startport", "" + ports.grid()));
        var seats = place.seats().isEmpty() ? seats(gridSeats) : String.join(",", place.seats());
        command.addAll(List.of("--clustermode", "tcpip:" + seats, "--interfaces", place.host()));
        command.addAll(List.of("--deploy", spec.war().toString()));
        return command;
    }

    private static List<String> meshServer() {
        var launcher = TARGET.resolve("runtime").resolve("launch-micro.jar");
        return List.of(
                "-XX:SharedArchiveFile=" + TARGET.resolve("classes-" + System.getProperty("java.vm.version") + ".jsa"),
                "-Dfish.payara.micro.BootJar=" + launcher.toUri(),
                "@" + CONFIG.resolve("launch.options"));
    }

    private static List<String> stockServer() {
        return List.of(
                "-jar",
                TARGET.resolve("payara-micro.jar").toString(),
                "--prebootcommandfile",
                CONFIG.resolve("stock-preboot.asadmin").toString(),
                "--logproperties",
                CONFIG.resolve("logging.properties").toString(),
                "--disablephonehome",
                "--interfaces",
                "127.0.0.1");
    }

    private static String seats(List<Integer> ports) {
        return String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    }
}
