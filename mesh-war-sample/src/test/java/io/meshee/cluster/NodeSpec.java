package io.meshee.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a node is to be.
 *
 * @param name its {@code mesh.node.name}
 * @param war what it deploys
 * @param server what it runs on
 * @param readyPath what must answer 200, beside the health endpoint, before the node counts as started; empty for none
 * @param patience how long the start may take
 * @param settings further system properties, by name
 * @param jvmOptions further options of its JVM
 * @param place where it runs
 */
public record NodeSpec(
        String name,
        Path war,
        Server server,
        String readyPath,
        Duration patience,
        Map<String, String> settings,
        List<String> jvmOptions,
        Place place) {

    /** The ready path of the sample application. */
    static final String SAMPLE_READY = "/mesh-sample/api/mesh/view";

    /** What a node runs on. */
    public enum Server {
        /** Payara Micro with the ORB: remote EJB and data grid. */
        MESH,
        /** Payara Micro as it is published: data grid only. */
        STOCK
    }

    public NodeSpec {
        settings = Map.copyOf(settings);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A node with the sample application and every capability of it. */
    public static NodeSpec node(String name) {
        return new NodeSpec(
                name,
                sampleWar(""),
                Server.MESH,
                SAMPLE_READY,
                Duration.ofSeconds(120),
                Map.of(),
                List.of(),
                Place.LOOPBACK);
    }

    /** A node with the sample application on a stock Payara Micro. */
    static NodeSpec stockNode(String name) {
        return node(name).war(sampleWar("-stock")).on(Server.STOCK);
    }

    /** Without any, the node serves all that its WAR has. */
    NodeSpec capabilities(String... capabilities) {
        return setting("mesh.capabilities", String.join(",", capabilities));
    }

    public NodeSpec war(Path other) {
        return new NodeSpec(name, other, server, readyPath, patience, settings, jvmOptions, place);
    }

    NodeSpec on(Server other) {
        return new NodeSpec(name, war, other, readyPath, patience, settings, jvmOptions, place);
    }

    public NodeSpec readyPath(String path) {
        return new NodeSpec(name, war, server, path, patience, settings, jvmOptions, place);
    }

    public NodeSpec patience(Duration other) {
        return new NodeSpec(name, war, server, readyPath, other, settings, jvmOptions, place);
    }

    public NodeSpec setting(String key, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new NodeSpec(name, war, server, readyPath, patience, more, jvmOptions, place);
    }

    /** Gives its JVM further options. */
    public NodeSpec jvm(String... options) {
        var more = Stream.concat(jvmOptions.stream(), Stream.of(options)).toList();
        return new NodeSpec(name, war, server, readyPath, patience, settings, more, place);
    }

    /** Has it run elsewhere. */
    public NodeSpec at(Place other) {
        return new NodeSpec(name, war, server, readyPath, patience, settings, jvmOptions, other);
    }

    private static Path sampleWar(String suffix) {
        return Path.of("target", "mesh-sample" + suffix + ".war").toAbsolutePath();
    }
}
