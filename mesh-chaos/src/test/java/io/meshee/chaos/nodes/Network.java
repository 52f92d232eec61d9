package io.meshee.chaos.nodes;

import io.meshee.cluster.NodePorts;
import io.meshee.cluster.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A network of its own for each node, by network namespaces that a bridge joins; the harness sits on the bridge and reaches
 * all of them, whatever is cut between two. A cut gives one node a wrong hardware address of the other: what it sends goes
 * nowhere, as with a broken cable, and nobody is told.
 */
public final class Network implements AutoCloseable {

    private static final String BRIDGE = "mesh-chaos";
    private static final String SUBNET = "10.77.13.";
    private static final String HARNESS = SUBNET + "254";
    private static final String NOWHERE = "02:00:00:00:00:fe";

    private static final NodePorts PORTS = new NodePorts(8080, 3700, 6900);

    private final List<String> places = new ArrayList<>();

    private Network() {}

    /** Why this machine lets nobody make networks; empty if it does. */
    public static Optional<String> hindrance() {
        var trial = "mesh-chaos-trial";
        var added = run("ip", "netns", "add", trial);
        if (added.isPresent()) {
            return added;
        }
        var linked =
                run("ip", "-n", trial, "link", "add", "name", "trial-a", "type", "veth", "peer", "name", "trial-b");
        var removed = run("ip", "netns", "del", trial);
        return linked.or(() -> removed);
    }

    /** Makes as many places for nodes, which see each other. */
    static Network of(int nodes) {
        var network = new Network();
        try {
            must("ip", "link", "add", BRIDGE, "type", "bridge");
            must("ip", "address", "add", HARNESS + "/24", "dev", BRIDGE);
            must("ip", "link", "set", BRIDGE, "up");
            for (int i = 1; i <= nodes; i++) {
                network.add(i);
            }
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** The place of that number, from 1. Ports are the same in all of them. */
    Place place(int number) {
        return new Place(
                host(number),
                List.of("ip", "netns", "exec", name(number)),
                Optional.of(PORTS),
                IntStream.rangeClosed(1, places.size())
                        .mapToObj(each -> host(each) + ":" + PORTS.grid())
                        .toList());
    }

    /** From now on nothing that the one sends reaches the other; what the other sends still reaches the one. */
    void cut(int from, int to) {
        must(
                "ip",
                "-n",
                name(from),
                "neigh",
                "replace",
                host(to),
                "lladdr",
                NOWHERE,
                "nud",
                "permanent",
                "dev",
                "eth0");
    }

    /** Makes good every cut. */
    void heal() {
        for (int from = 1; from <= places.size(); from++) {
            for (int to = 1; to <= places.size(); to++) {
                if (from != to) {
                    must("ip", "-n", name(from), "neigh", "flush", "to", host(to), "nud", "permanent", "dev", "eth0");
                }
            }
        }
    }

    @Override
    public void close() {
        places.forEach(place -> run("ip", "netns", "del", place));
        run("ip", "link", "del", BRIDGE);
    }

    private void add(int number) {
        var place = name(number);
        var cable = "mesh-c" + number;
        must("ip", "netns", "add", place);
        places.add(place);
        must("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", place);
        must("ip", "link", "set", cable, "master", BRIDGE, "up");
        must("ip", "-n", place, "address", "add", host(number) + "/24", "dev", "eth0");
        must("ip", "-n", place, "link", "set", "eth0", "up");
        must("ip", "-n", place, "link", "set", "lo", "up");
    }

    private static String host(int number) {
        return SUBNET + number;
    }

    private static String name(int number) {
        return "mesh-chaos-" + number;
    }

    private static void must(String... command) {
        run(command).ifPresent(complaint -> {
            throw new IllegalStateException(complaint);
        });
    }

    /** Runs it; what it complained of, or empty. */
    private static Optional<String> run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            return code == 0
                    ? Optional.empty()
                    : Optional.of(String.join(" ", Arrays.asList(command)) + " ended with " + code + ": " + said);
        } catch (IOException e) {
            return Optional.of(new UncheckedIOException(e).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
