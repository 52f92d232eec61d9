package io.meshee.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Real nodes, each in a JVM of its own, on free loopback ports.
 *
 * <pre>{@code
 * try (var cluster = MeshCluster.named("late-join")) {
 *     cluster.start(node("n1").capabilities("game"), node("n2"));
 *     cluster.node("n2").post("/mesh-sample/api/counter/a/increment", "").expect(200);
 *     cluster.node("n1").kill();
 * }
 * }</pre>
 *
 * Logs are kept under {@code target/cluster/NAME/NODE.log}. Closing the cluster, or the end of the test's JVM, kills
 * what still runs.
 */
public final class MeshCluster implements AutoCloseable {

    private static final int SEATS = 16;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path home;
    private final int starts;
    private final Deque<NodePorts> seats;
    private final List<Integer> gridSeats;
    private final Map<String, MeshNode> nodes = new LinkedHashMap<>();
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final Thread lastResort = new Thread(this::killAll, "kill the nodes");

    private MeshCluster(Path home, int starts) {
        this.home = home;
        this.starts = starts;
        this.seats = new ArrayDeque<>(NodePorts.free(starts));
        this.gridSeats = seats.stream().map(NodePorts::grid).toList();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** An empty cluster. The name is that of its folder under {@code target/cluster}. */
    static MeshCluster named(String name) {
        return named(name, SEATS);
    }

    /** As {@link #named(String)}, for so many starts of nodes instead of 16. */
    public static MeshCluster named(String name, int starts) {
        var home = Path.of("target", "cluster", name).toAbsolutePath();
        delete(home);
        return new MeshCluster(home, starts);
    }

    /** Starts nodes side by side, and waits until all are ready; the first view waits for all of them. */
    void start(NodeSpec... specs) {
        launch(specs.length, specs);
        awaitReady(specs);
    }

    /** Starts a node into a cluster that runs, and waits until it is ready. */
    MeshNode join(NodeSpec spec) {
        launch(1, spec);
        awaitReady(spec);
        return node(spec.name());
    }

    /** Starts nodes without waiting for them. A node may take the name of one that has ended. */
    public void launch(int initialMembers, NodeSpec... specs) {
        for (var spec : specs) {
            var old = nodes.get(spec.name());
            if (old != null && old.isAlive()) {
                throw new IllegalStateException(spec.name() + " runs already");
            }
            nodes.put(spec.name(), launch(spec, initialMembers));
        }
    }

    /** Waits until nodes that were launched are ready. */
    public void awaitReady(NodeSpec... specs) {
        for (var spec : specs) {
            awaitReady(node(spec.name()));
        }
    }

    public MeshNode node(String name) {
        var node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name + ", only " + nodes.keySet());
        }
        return node;
    }

    /** All nodes that were started, in that order, also those that have ended. */
    Collection<MeshNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Looks every 100 ms until the condition holds. */
    public static void await(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        nodes.keySet().forEach(name -> delete(home.resolve(name)));
    }

    private MeshNode launch(NodeSpec spec, int initialMembers) {
        if (seats.isEmpty()) {
            throw new IllegalStateException("this cluster seats " + starts + " nodes, restarts included");
        }
        if (!Files.exists(spec.war())) {
            throw new IllegalStateException("no such WAR: " + spec.war());
        }
        var ports = spec.place().ports().orElseGet(seats::pop);
        var nodeHome = home.resolve(spec.name());
        var log = home.resolve(spec.name() + ".log");
        try {
            delete(nodeHome);
            Files.createDirectories(nodeHome.resolve("tmp"));
            Files.createDirectories(nodeHome.resolve("root"));
            if (spec.server() == NodeSpec.Server.MESH) {
                copy(NodeCommand.TARGET.resolve("runtime/config"), nodeHome.resolve("root/config"));
                copy(NodeCommand.TARGET.resolve("runtime/lib"), nodeHome.resolve("root/lib"));
            }
            var process = new ProcessBuilder(NodeCommand.of(spec, ports, nodeHome, gridSeats, initialMembers))
                    .directory(NodeCommand.TARGET.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            processes.add(process);
            return new MeshNode(spec, ports, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(MeshNode node) {
        try {
            await(node.name() + " ready", node.spec().patience(), () -> node.isReady() || !node.isAlive());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + node.readiness() + "\n" + node.lastWords(), e);
        }
        if (!node.isAlive()) {
            throw new AssertionError(node.name() + " ended while starting\n" + node.lastWords());
        }
    }

    private void killAll() {
        processes.forEach(Process::destroyForcibly);
        for (var process : processes) {
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
