package io.meshee.testkit;

import io.meshee.api.CastDropped;
import io.meshee.api.ClusterView;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.node.MeshNode;
import io.meshee.core.node.NodeParts;
import io.meshee.core.shard.RendezvousShardStrategy;
import io.meshee.core.time.TimeSource;
import io.meshee.core.view.JoinRefusedException;
import io.meshee.spi.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes of one mesh in this JVM. What is started through it ends with it. */
public final class TestCluster implements AutoCloseable {

    private final InMemoryGrid grid = new InMemoryGrid();
    private final InMemoryDirectory directory = new InMemoryDirectory();
    private final InMemoryStateStore stateStore = new InMemoryStateStore();
    private final InMemoryReminderStore reminderStore = new InMemoryReminderStore();
    private final InMemoryNetwork network = new InMemoryNetwork();
    private final PlainEnvironment environment = new PlainEnvironment();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, MeshNode> nodes = new TreeMap<>();
    private final Map<String, InMemoryStateStore.Access> accesses = new HashMap<>();
    private final Map<String, InMemoryReminderStore.Access> reminderAccesses = new HashMap<>();
    private final Collection<Thread> burials = new CopyOnWriteArrayList<>();
    private final Map<String, RecordedEvents> events = new ConcurrentHashMap<>();
    private final Map<String, String> gridMembers = new HashMap<>();
    private final List<String> broadcasts = new CopyOnWriteArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();
    private TimeSource time = TimeSource.SYSTEM;
    private BiFunction<String, Transport, Transport> transports = (name, transport) -> transport;

    /** No node yet; 256 shards, and a second to drain. */
    public TestCluster() {
        settings.put("mesh.shards", "256");
        settings.put("mesh.rebalance.drain-timeout", "1s");
        settings.put("mesh.rebalance.steps", "1");
    }

    /** Where the processes of all nodes keep their state. */
    public InMemoryStateStore stateStore() {
        return stateStore;
    }

    /** Where the processes of all nodes keep their reminders. */
    public InMemoryReminderStore reminderStore() {
        return reminderStore;
    }

    /** Gives the nodes that are started from now on a setting. */
    public TestCluster set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Lets the nodes that are started from now on go by that time. */
    public TestCluster time(TimeSource source) {
        time = source;
        return this;
    }

    /** Puts something between the nodes that are made from now on and the network; it is given the node's name. */
    public TestCluster transports(BiFunction<String, Transport, Transport> between) {
        transports = between;
        return this;
    }

    /** Starts a node with the process classes, and waits until all nodes have it in their view. */
    public MeshNode start(String name, Class<?>... processes) throws Exception {
        return start(name, Arrays.stream(processes).map(ProcessClasses::of).toArray(ProcessClass[]::new));
    }

    /** Starts a node with the process classes, and waits until all nodes have it in their view. */
    public MeshNode start(String name, ProcessClass... processes) throws Exception {
        MeshNode node = startWithoutWaiting(name, processes);
        awaitMembers(nodes.keySet().toArray(String[]::new));
        return node;
    }

    /** Starts a node with the process classes. */
    public MeshNode startWithoutWaiting(String name, ProcessClass... processes)
            throws JoinRefusedException, InterruptedException {
        MeshNode node = create(name, processes);
        node.start();
        node.applicationStarted();
        return node;
    }

    /** Puts a node together that is not started yet. */
    public MeshNode create(String name, ProcessClass... processes) {
        InMemoryStateStore.Access access = stateStore.access();
        InMemoryReminderStore.Access reminders = reminderStore.access();
        reminderAccesses.put(name, reminders);
        accesses.put(name, access);
        MeshNode node = new MeshNode(new NodeParts(
                name,
                name + "-start-" + starts.incrementAndGet(),
                MeshSettings.of(settings),
                new ProcessCatalog(List.of(processes)),
                new RendezvousShardStrategy(),
                directory.seenFrom(name),
                access,
                reminders,
                grid.join(gridMember(name)),
                List.of(transports.apply(name, network.transport(name))),
                environment,
                task -> {
                    Thread thread = new Thread(task, "mesh-" + name);
                    thread.setDaemon(true);
                    return thread;
                },
                time,
                events(name),
                (capability, payload) -> broadcasts.add(name + " " + capability + " " + payload)));
        nodes.put(name, node);
        return node;
    }

    /** The grid's id of a JVM that comes up: the name, and for each later JVM of that name another one. */
    private String gridMember(String name) {
        String member = gridMembers.containsKey(name) ? name + "-jvm-" + starts : name;
        gridMembers.put(name, member);
        return member;
    }

    /** A started node. */
    public MeshNode node(String name) {
        return nodes.get(name);
    }

    /** Waits until the view of every living node has exactly these members, and nothing moves between them any more. */
    public void awaitMembers(String... names) throws Exception {
        List<String> wanted = Stream.of(names).sorted().toList();
        for (MeshNode node : nodes.values()) {
            Eventually.until(
                    node.localNode() + " sees " + wanted + ", not " + node.view(),
                    () -> node.view().members().stream()
                            .map(ClusterView.Member::name)
                            .toList()
                            .equals(wanted));
        }
        for (String name : wanted) {
            Eventually.until(
                    name + " takes work",
                    () -> nodes.get(name).status().member()
                            && nodes.get(name).status().serving());
        }
        Eventually.until(
                "all nodes work by one view",
                () -> nodes.values().stream()
                                .map(node -> node.view().epoch())
                                .distinct()
                                .count()
                        <= 1);
    }

    /** Stops a node gracefully. */
    public void stop(String name) {
        nodes.remove(name).stop();
        grid.kill(gridMembers.get(name));
    }

    /** Ends a node at once: nothing comes to it or from it any more, and the grid knows. */
    public void kill(String name) {
        MeshNode node = nodes.remove(name);
        accesses.get(name).cut();
        reminderAccesses.get(name).cut();
        network.unplug(name);
        grid.kill(gridMembers.get(name));
        Thread burial = new Thread(node::stop, "burial-of-" + name);
        burial.setDaemon(true);
        burial.start();
        burials.add(burial);
    }

    /** Ends a node so that nobody can tell, and with it all that the directory has, until the grid has put it out. */
    public void vanish(String name) {
        directory.hang();
        grid.vanish(gridMembers.get(name), directory::hangNoMore);
        accesses.get(name).cut();
        reminderAccesses.get(name).cut();
        network.unplug(name);
        nodes.remove(name).byHand().halt();
    }

    /** Ends a node at once and for good: unlike after {@link #kill}, nothing of it runs any more when this returns. */
    public void crash(String name) {
        MeshNode node = nodes.remove(name);
        accesses.get(name).cut();
        reminderAccesses.get(name).cut();
        network.unplug(name);
        grid.kill(gridMembers.get(name));
        node.byHand().halt();
    }

    /** The network falls into these sides, and the grid and the directory with it. */
    public void split(Set<String> side, Set<String> other) {
        network.cut(side, other);
        directory.split(List.of(side, other));
        grid.split(List.of(jvmsOf(side), jvmsOf(other)));
    }

    /** The grid falls into these sides, and nothing else does. */
    public void splitGrid(Set<String> side, Set<String> other) {
        grid.split(List.of(jvmsOf(side), jvmsOf(other)));
    }

    /** The network is whole again; of grid and directory what that node's side has stays. */
    public void merge(String winner) {
        network.heal();
        directory.merge(winner);
        grid.merge(gridMembers.get(winner));
    }

    private Set<String> jvmsOf(Set<String> names) {
        return names.stream().map(gridMembers::get).collect(Collectors.toSet());
    }

    /** The ids, from {@code prefix0} on, that the node owns for the capability. */
    public static List<String> idsOwnedBy(MeshNode node, String capability, String prefix, int count) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> prefix + i)
                .filter(id -> node.ownerNode(node.shardFor(id), capability)
                        .filter(node.localNode()::equals)
                        .isPresent())
                .limit(count)
                .toList();
    }

    /** An id that the node owns for the capability. */
    public static String idOwnedBy(MeshNode node, String capability) {
        return idsOwnedBy(node, capability, "id-", 1).get(0);
    }

    /** The grid. */
    public InMemoryGrid grid() {
        return grid;
    }

    /** The directory. */
    public InMemoryDirectory directory() {
        return directory;
    }

    /** The network. */
    public InMemoryNetwork network() {
        return network;
    }

    /** What surrounds handlers. */
    public PlainEnvironment environment() {
        return environment;
    }

    /** The casts that nodes told to be dropped. */
    public List<CastDropped> droppedCasts() {
        return events.values().stream()
                .flatMap(node -> node.of(CastDropped.class).stream())
                .toList();
    }

    /** What the nodes of that name have told. */
    public RecordedEvents events(String name) {
        return events.computeIfAbsent(name, node -> new RecordedEvents());
    }

    /** What broadcasts reached nodes: each as node, capability and payload. */
    public List<String> broadcasts() {
        return broadcasts;
    }

    @Override
    public void close() {
        directory.hangNoMore();
        List<Thread> ends = new ArrayList<>(burials);
        nodes.values().forEach(node -> {
            Thread stop = new Thread(node::stop, "stop-of-" + node.localNode());
            stop.start();
            ends.add(stop);
        });
        try {
            for (Thread end : ends) {
                end.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nodes.keySet().forEach(name -> grid.kill(gridMembers.get(name)));
    }
}
