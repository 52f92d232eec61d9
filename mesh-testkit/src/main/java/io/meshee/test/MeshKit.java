package io.meshee.test;

import io.meshee.api.CastDropped;
import io.meshee.api.Mesh;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessKey;
import io.meshee.cdi.DeploymentRules;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.NodeByHand;
import io.meshee.test.Supplies.Supplied;
import io.meshee.testkit.HandDrivenTime;
import io.meshee.testkit.TestCluster;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mesh of simulated nodes in this JVM. They are nodes as on a server: each routes, hands over, encodes what it sends to
 * others, and stores state; what is simulated is the network, the data grid, the store and the time.
 *
 * <p>Not simulated is the container: there are no interceptors, decorators, events, transactions or request scopes, and
 * one instance of a {@code @Stateless} class takes all messages of a node.
 *
 * <p>To be used by one thread, the test's; what it gives out can be called by any.
 */
public final class MeshKit implements AutoCloseable {

    private static final String CAPABILITIES = "mesh.capabilities";

    private final List<KitProcess> processes;
    private final Supplies supplies = new Supplies();
    private final Map<String, String> settings;
    private final Story story = new Story();
    private final Map<String, KitNode> nodes = new LinkedHashMap<>();
    private final KitNetwork network = new KitNetwork(story);
    private final KitClock clock;
    private final TestCluster cluster;

    MeshKit(List<KitProcess> processes, List<Supplied> supplied, Map<String, String> settings, Instant begin) {
        this.processes = processes;
        this.settings = settings;
        HandDrivenTime time = new HandDrivenTime(begin);
        this.clock = new KitClock(time, new DueWork(this::hands), story);
        this.cluster = new TestCluster().time(time).transports(network::between);
        settings.forEach(cluster::set);
        supplied.forEach(supplies::add);
        supplies.add(new Supplied(Mesh.class, "the Mesh", KitNode::mesh));
        supplies.add(new Supplied(ProcessContext.class, "the ProcessContext", KitNode::context));
        if (supplies.fitting(Clock.class).isEmpty()) {
            supplies.add(new Supplied(Clock.class, "the Clock", node -> clock));
        }
        List<String> problems = KitProcess.problemsOf(processes, supplies);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    /** Makes a mesh by hand; it is to be closed. {@link MeshTest} makes one for each test. */
    public static MeshKitBuilder builder() {
        return new MeshKitBuilder();
    }

    /** The mesh as the first node has it that runs. */
    public Mesh mesh() {
        return nodes.values().stream()
                .findFirst()
                .map(KitNode::mesh)
                .orElseThrow(() -> new IllegalStateException("MESH00905: no node runs"));
    }

    /**
     * A node that runs.
     *
     * @throws IllegalArgumentException if none of that name runs
     */
    public KitNode node(String name) {
        KitNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("MESH00905: no node \"" + name + "\" runs, only " + nodes.keySet());
        }
        return node;
    }

    /** The names of the nodes that run, in the order in which they started. */
    public List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }

    /**
     * Starts a node, also one that was stopped or has crashed, and waits until all work with it.
     *
     * @param capabilities what it serves of that of the process classes; none for all of it
     */
    public KitNode start(String name, String... capabilities) {
        return start(name, processes, capabilities);
    }

    /** Starts a node that has no process classes, and so only calls. */
    public KitNode startClient(String name) {
        return start(name, List.of());
    }

    /** Stops a node in good order: it hands over, its processes are passivated, and it leaves. Takes some 200 ms. */
    public void stop(String name) {
        KitNode node = node(name);
        story.tell(node + " stops");
        nodes.remove(name);
        cluster.stop(name);
        node.ended();
        awaitOthers();
    }

    /**
     * Ends a node at once, as when its JVM is killed: what its processes have not saved is lost, and their handlers are
     * interrupted. Returns when the others work without it.
     */
    public void crash(String name) {
        KitNode node = node(name);
        story.tell(node + " crashes");
        nodes.remove(name);
        cluster.crash(name);
        node.ended();
        awaitOthers();
    }

    /** The clock of all nodes. */
    public KitClock clock() {
        return clock;
    }

    /** Where state is kept. */
    public KitStore store() {
        return new KitStore(cluster.stateStore(), story);
    }

    /** The way from one node to another, for faults. */
    public KitLink link(String from, String to) {
        return network.link(from, to);
    }

    /**
     * Cuts two nodes off from each other: no message gets through. The data grid still shows them to each other, so that
     * both stay members of the mesh; a split of the grid itself is not simulated.
     */
    public void cut(String one, String other) {
        link(one, other).cut();
        link(other, one).cut();
    }

    /** Makes all links whole again. */
    public void heal() {
        network.restore();
    }

    /** The node on which the process is active; empty if it is active on none. */
    public Optional<String> activeOn(ProcessKey process) {
        return nodes.values().stream()
                .filter(node -> node.hasActive(process))
                .map(KitNode::name)
                .findFirst();
    }

    /** The casts that were accepted by some node and then lost. */
    public List<CastDropped> droppedCasts() {
        return List.copyOf(cluster.droppedCasts());
    }

    /** What has happened to this mesh, one event a line. It is added to the failure of a test. */
    public String story() {
        return story.toString();
    }

    /** Ends all nodes at once; nothing is passivated. */
    @Override
    public void close() {
        for (String name : nodes()) {
            KitNode node = nodes.remove(name);
            cluster.crash(name);
            node.ended();
        }
        cluster.close();
    }

    private KitNode start(String name, List<KitProcess> classes, String... capabilities) {
        if (nodes.containsKey(name)) {
            throw new IllegalArgumentException("MESH00905: a node \"" + name + "\" runs already");
        }
        story.tell("node " + name + " starts" + (capabilities.length == 0 ? "" : " with " + List.of(capabilities)));
        cluster.set(
                CAPABILITIES, capabilities.length == 0 ? settings.get(CAPABILITIES) : served(classes, capabilities));
        KitNode node = new KitNode(name, clock);
        ProcessClass[] hosted =
                classes.stream().map(each -> each.on(node, supplies)).toArray(ProcessClass[]::new);
        node.runs(Unchecked.call(() -> cluster.start(name, hosted)));
        nodes.put(name, node);
        return node;
    }

    private static String served(List<KitProcess> classes, String... capabilities) {
        String served = String.join(",", capabilities);
        DeploymentRules.unknownCapabilities(
                        MeshSettings.of(Map.of(CAPABILITIES, served)), KitProcess.capabilities(classes))
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
        return served;
    }

    private void awaitOthers() {
        Unchecked.run(() -> cluster.awaitMembers(nodes.keySet().toArray(String[]::new)));
    }

    private Map<String, NodeByHand> hands() {
        Map<String, NodeByHand> hands = new TreeMap<>();
        nodes.values().forEach(node -> hands.put(node.name(), node.hand()));
        return hands;
    }
}
