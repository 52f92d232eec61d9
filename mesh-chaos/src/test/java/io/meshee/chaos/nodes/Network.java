package io.meshee.chaos.nodes;

import io.meshee.cluster.NodePorts;
import io.meshee.cluster.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A network of its own for each node, by network namespaces that a bridge joins; the harness sits on the bridge and reaches
 * all of them, whatever is cut or slow between two. A cut gives one node a wrong hardware address of the other: what it
 * sends goes nowhere, as with a broken cable, and nobody is told.
 *
 * <p>There are as many places as nodes may run at once. A node that comes takes the lowest that is free; the lower the
 * place, the higher the address, so that what the data grid decides by addresses is not what Mesh decides by names.
 */
public final class Network implements AutoCloseable {

    private static final String CABLE = "mesh-c";
    private static final Pattern CABLES = Pattern.compile(" (" + CABLE + "\\d+)@");
    private static final String BRIDGE = "mesh-chaos";
    private static final String SUBNET = "10.77.13.";
    private static final String HARNESS = SUBNET + "254";
    private static final int HIGHEST = 200;
    private static final String NOWHERE = "02:00:00:00:00:fe";

    private static final NodePorts PORTS = new NodePorts(8080, 3700, 6900);
    private static final Pattern HELD_BACK = Pattern.compile("tbf .*?overlimits (\\d+)", Pattern.DOTALL);

    private final int places;
    private final Map<String, Integer> taken = new TreeMap<>();

    private Network(int places) {
        this.places = places;
    }

    /** Why this machine lets nobody make networks; empty if it does. */
    public static Optional<String> hindrance() {
        var trial = "mesh-chaos-trial";
        var added = complaint("ip", "netns", "add", trial);
        if (added.isPresent()) {
            return added;
        }
        var linked = complaint(
                "ip", "-n", trial, "link", "add", "name", "trial-a", "type", "veth", "peer", "name", "trial-b");
        var slowed = linked.or(() -> complaint(
                "ip", "netns", "exec", trial, "tc", "qdisc", "add", "dev", "trial-a", "root", "handle", "1:", "htb"));
        var removed = complaint("ip", "netns", "del", trial);
        return slowed.or(() -> removed);
    }

    /** Makes as many places for nodes, which see each other. */
    static Network of(int places) {
        var network = new Network(places);
        try {
            network.close(); // what a run has left that was killed
            run("ip", "link", "add", BRIDGE, "type", "bridge");
            run("ip", "address", "add", HARNESS + "/24", "dev", BRIDGE);
            run("ip", "link", "set", BRIDGE, "up");
            IntStream.rangeClosed(1, places).forEach(Network::add);
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** The place of that node, which it has until it is freed. Ports are the same in all of them. */
    Place placeOf(String node) {
        int place = taken.computeIfAbsent(node, absent -> free());
        return new Place(
                host(place),
                List.of("ip", "netns", "exec", name(place)),
                Optional.of(PORTS),
                IntStream.rangeClosed(1, places)
                        .mapToObj(each -> host(each) + ":" + PORTS.grid())
                        .toList());
    }

    /** The node has ended: another one may come to its place. */
    void leave(String node) {
        taken.remove(node);
    }

    /** From now on nothing that the one sends reaches the other; what the other sends still reaches the one. */
    void cut(String from, String to) {
        inside(from, "ip neigh replace " + host(taken.get(to)) + " lladdr " + NOWHERE + " nud permanent dev eth0");
    }

    /** From now on the node sends to the others no more than that, and what would wait for longer than 400 ms is lost. */
    void slow(String node, int kilobits) {
        inside(node, "tc qdisc add dev eth0 root handle 1: htb default 2 r2q 10000");
        inside(node, "tc class add dev eth0 parent 1: classid 1:1 htb rate 10gbit"); // to the harness
        inside(node, "tc class add dev eth0 parent 1: classid 1:2 htb rate 10gbit");
        inside(node, "tc qdisc add dev eth0 parent 1:2 tbf rate " + kilobits + "kbit burst 16kbit latency 400ms");
        inside(node, "tc filter add dev eth0 parent 1: protocol ip u32 match ip dst " + HARNESS + "/32 flowid 1:1");
    }

    /** How often the kernel made what the slow node sent wait. */
    long heldBack(String node) {
        var matcher = HELD_BACK.matcher(inside(node, "tc -s qdisc show dev eth0"));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Makes a slow node as fast as the others. */
    void hurry(String node) {
        inside(node, "tc qdisc del dev eth0 root");
    }

    /** Makes good every cut between nodes that run. */
    void heal() {
        taken.keySet().forEach(node -> inside(node, "ip neigh flush nud permanent dev eth0"));
    }

    /** Cables first: the kernel takes its time to end a network in which something still runs. */
    @Override
    public void close() {
        var links = run("ip", "-oneline", "link", "show");
        CABLES.matcher(links).results().forEach(cable -> run("ip", "link", "del", cable.group(1)));
        var there = run("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ")[0])
                .toList();
        IntStream.rangeClosed(1, places)
                .mapToObj(Network::name)
                .filter(there::contains)
                .forEach(place -> run("ip", "netns", "del", place));
        if (links.contains(" " + BRIDGE + ":")) {
            run("ip", "link", "del", BRIDGE);
        }
    }

    private int free() {
        return IntStream.rangeClosed(1, places)
                .filter(place -> !taken.containsValue(place))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("all of " + places + " places are taken"));
    }

    private static void add(int number) {
        var place = name(number);
        var cable = CABLE + number;
        run("ip", "netns", "add", place);
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", place);
        run("ip", "link", "set", cable, "master", BRIDGE, "up");
        run("ip", "-n", place, "address", "add", host(number) + "/24", "dev", "eth0");
        run("ip", "-n", place, "link", "set", "eth0", "up");
        run("ip", "-n", place, "link", "set", "lo", "up");
    }

    private static String host(int place) {
        return SUBNET + (HIGHEST - place);
    }

    private static String name(int place) {
        return "mesh-chaos-" + place;
    }

    private String inside(String node, String command) {
        return run(("ip netns exec " + name(taken.get(node)) + " " + command).split(" "));
    }

    private static String run(String... command) {
        var end = end(command);
        if (end.code() != 0) {
            throw new IllegalStateException(end.complaint(command));
        }
        return end.said();
    }

    /** Runs it; what it complained of, or empty. */
    private static Optional<String> complaint(String... command) {
        try {
            var end = end(command);
            return end.code() == 0 ? Optional.empty() : Optional.of(end.complaint(command));
        } catch (UncheckedIOException e) {
            return Optional.of(e.getMessage()); // there is no such command
        }
    }

    private record End(int code, String said) {

        String complaint(String... command) {
            return String.join(" ", command) + " ended with " + code + ": " + said;
        }
    }

    private static End end(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new End(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
