package io.meshee.chaos.nodes;

import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.NodeLog;
import io.meshee.chaos.load.Targets;
import io.meshee.cluster.Answer;
import io.meshee.cluster.MeshCluster;
import io.meshee.cluster.NodeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Real nodes that bad things are done to, one after the other. Each is written down, with the time that the cluster
 * needed to be whole again: one settled view of exactly the nodes that run, all of them ready, every entry of the grid
 * backed up.
 */
public final class ChaosCluster implements AutoCloseable {

    private static final String PATH = "/mesh-sample/chaos/";
    private static final Duration START = Duration.ofSeconds(150);

    /** How long it may take until a node sees what was written for it. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Longer than the default: a call is to fail of what was done to the cluster, not of two busy processors. */
    private static final String CALL_TIMEOUT = "15s";

    private static final Duration WHOLE = Duration.ofSeconds(60);
    private static final int SLOW_KILOBITS = 256;
    private static final Pattern LOST = Pattern.compile("MESH00740: .* partition (\\d+):");

    private final MeshCluster cluster;
    private final Path folder;
    private final List<String> jvmOptions;
    private final Optional<Network> network;
    private final Targets targets = new Targets();
    private final SortedSet<String> running = new TreeSet<>();
    private final List<Evidence> evidence = new CopyOnWriteArrayList<>();
    private final List<Happening> happenings = new CopyOnWriteArrayList<>();
    private Path war;
    private int starts;

    private record Evidence(String node, Path file) {}

    private ChaosCluster(String name, int starts, List<String> jvmOptions, Optional<Network> network) {
        this.cluster = MeshCluster.named(name, starts);
        this.folder = Path.of("target", "chaos", name).toAbsolutePath();
        this.war = HarnessWar.write(folder);
        this.jvmOptions = jvmOptions;
        this.network = network;
    }

    /**
     * Starts nodes, n1 and so on, side by side.
     *
     * @param name of its folder under {@code target/chaos}
     * @param nodes how many
     * @param starts how many starts of nodes there may be in all
     * @param jvmOptions further options of every node's JVM
     */
    public static ChaosCluster start(String name, int nodes, int starts, List<String> jvmOptions) {
        return new ChaosCluster(name, starts, jvmOptions, Optional.empty()).started(nodes);
    }

    /**
     * The same, but each in a network of its own.
     *
     * @param most how many nodes may run at once
     */
    public static ChaosCluster startInNetworks(String name, int nodes, int starts, int most, List<String> jvmOptions) {
        return new ChaosCluster(name, starts, jvmOptions, Optional.of(Network.of(most))).started(nodes);
    }

    private ChaosCluster started(int nodes) {
        try {
            var specs = new ArrayList<NodeSpec>();
            for (int i = 1; i <= nodes; i++) {
                specs.add(spec("n" + i));
            }
            cluster.launch(nodes, specs.toArray(NodeSpec[]::new));
            cluster.awaitReady(specs.toArray(NodeSpec[]::new));
            specs.forEach(spec -> serves(spec.name()));
            if (!awaitWhole(WHOLE)) {
                throw new IllegalStateException("the cluster did not become whole");
            }
            return this;
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** The nodes that can be asked. */
    public Targets targets() {
        return targets;
    }

    /** The nodes that run and take part. */
    public SortedSet<String> running() {
        return new TreeSet<>(running);
    }

    /** All that was done. */
    public List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    /** What each start of a node left. */
    public List<NodeLog> logs() {
        return evidence.stream()
                .map(each -> NodeLog.read(each.node(), each.file()))
                .toList();
    }

    /** Nodes that start from now on have the next version of the application. */
    public void upgrade() {
        war = HarnessWar.writeNext(folder.resolve("next"));
    }

    /** Starts a node and holds it just before it takes part. */
    public void prepare(String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(hold(name), "");
        var spec = spec(name).setting("chaos.hold", hold(name).toString());
        cluster.launch(1, spec);
        var file = evidence.get(evidence.size() - 1).file();
        await(name + " is held", START, () -> Files.exists(file) && read(file).contains(" held\n"));
    }

    /** Lets a prepared node join. */
    public void join(String name) {
        happens("join", name, () -> {
            try {
                Files.delete(hold(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            serves(name);
        });
    }

    /** Has a node stop in good order. */
    public void leave(String name) {
        happens("leave", name, () -> {
            running.remove(name);
            cluster.node(name).askToStop();
            cluster.node(name).awaitStopped();
            ended(name);
        });
    }

    /** Kills nodes, all at once. */
    public void kill(String... names) {
        happens("kill", String.join(",", names), () -> {
            running.removeAll(List.of(names));
            Stream.of(names).parallel().forEach(name -> cluster.node(name).kill());
            Stream.of(names).forEach(this::ended);
        });
    }

    /**
     * Kills a node that is cut off from all others first, and stays so: nothing proves its death.
     *
     * @param patience how long the rest may take to be whole
     */
    public void killUnseen(String name, Duration patience) {
        cutOff(Set.of(name));
        happens("kill unseen", name, patience, () -> {
            running.remove(name);
            cluster.node(name).kill();
            targets.remove(name); // its place stays cut: nobody may have it
        });
    }

    /** Halts a node for a while. */
    public void freeze(String name, Duration time) {
        happens("freeze " + time.toSeconds() + " s", name, () -> {
            cluster.node(name).freeze();
            try {
                pause(time);
            } finally {
                cluster.node(name).thaw();
            }
        });
    }

    /**
     * Steps a node's wall clock, and looks on for a while. It stays as it is then.
     *
     * @param off how far it is to be off the machine's clock
     */
    public void stepClock(String name, Duration off, Duration time) {
        happens("clock " + (off.isNegative() ? "" : "+") + off.toSeconds() + " s", name, () -> {
            write(clock(name), Long.toString(off.toMillis()));
            await("the clock of " + name + " is off by " + off, LOOK, () -> isOff(name, off));
            pause(time);
        });
    }

    private boolean isOff(String name, Duration off) {
        long its = Long.parseLong(
                cluster.node(name).get(PATH + "clock").expect(200).body());
        return Math.abs(its - System.currentTimeMillis() - off.toMillis())
                < Duration.ofSeconds(2).toMillis();
    }

    /** Empties the directory's caches. */
    public void wipe() {
        happens(
                "wipe",
                "",
                () -> cluster.node(running.first()).post(PATH + "wipe", "").expect(200));
    }

    /** Has processes that linger stay in their saves, on all nodes that run now; or lets them go, as many as there are. */
    public void linger(boolean on) {
        running.forEach(
                name -> cluster.node(name).post(PATH + "linger?on=" + on, "").expect(200));
    }

    /** Cuts nodes off from all others, but not from each other, for a while. */
    public void split(Set<String> side, Duration time) {
        cutOff(side);
        happens("cut off " + time.toSeconds() + " s", String.join(",", new TreeSet<>(side)), () -> healAfter(time));
    }

    /** Loses all that the one node sends to the other, for a while. */
    public void cutOneWay(String from, String to, Duration time) {
        network.orElseThrow().cut(from, to);
        happens("one-way cut to " + to + " " + time.toSeconds() + " s", from, () -> healAfter(time));
    }

    /** Cuts a node off and joins it again, by turns, each for that long. */
    public void flap(String name, Duration each, Duration time) {
        happens("flaps " + time.toSeconds() + " s", name, () -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0) {
                cutOff(Set.of(name));
                healAfter(each);
                pause(each);
            }
        });
    }

    /** Lets a node send to the others no more than 256 kbit/s for a while. It must have had more to send. */
    public void slow(String name, Duration time) {
        happens("slow link " + time.toSeconds() + " s", name, () -> {
            network.orElseThrow().slow(name, SLOW_KILOBITS);
            try {
                pause(time);
                if (network.orElseThrow().heldBack(name) == 0) {
                    throw new IllegalStateException("nothing that " + name + " sent had to wait");
                }
            } finally {
                network.orElseThrow().hurry(name);
            }
        });
    }

    private void cutOff(Set<String> side) {
        for (var there : side) {
            for (var here : running) {
                if (!side.contains(here)) {
                    network.orElseThrow().cut(there, here);
                    network.orElseThrow().cut(here, there);
                }
            }
        }
    }

    private void healAfter(Duration time) {
        try {
            pause(time);
        } finally {
            network.orElseThrow().heal();
        }
    }

    /** Whether a node, of which this is the last start, has logged this text. */
    public boolean hasLogged(String name, String text) {
        return cluster.node(name).log().contains(text);
    }

    /** For each node that runs the partitions of the grid of which it has said that both copies are lost. */
    public Map<String, Set<Integer>> lostPartitions() {
        return running.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> LOST.matcher(cluster.node(name).log())
                                .results()
                                .map(said -> Integer.parseInt(said.group(1)))
                                .collect(Collectors.toSet())));
    }

    /** Sees that every node that runs has logged this text. */
    public void requireInLogs(String text) {
        for (var name : running) {
            if (!hasLogged(name, text)) {
                throw new IllegalStateException(name + " has not logged: " + text);
            }
        }
    }

    /** Lets time pass. */
    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        targets.close();
        cluster.close();
        network.ifPresent(Network::close);
    }

    /** Does it, and writes down how long it took until the cluster was whole again. */
    private void happens(String what, String node, Runnable action) {
        happens(what, node, WHOLE, action);
    }

    private void happens(String what, String node, Duration patience, Runnable action) {
        long began = System.nanoTime();
        action.run();
        long done = System.nanoTime();
        long over = awaitWhole(patience) ? System.nanoTime() : Long.MAX_VALUE;
        happenings.add(new Happening(what, node, began, done, over));
    }

    private boolean awaitWhole(Duration patience) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!isWhole()) {
            if (System.nanoTime() - giveUp > 0) {
                return false;
            }
            pause(Duration.ofMillis(50));
        }
        return true;
    }

    private boolean isWhole() {
        Set<Standing> standings = running.stream()
                .map(name -> cluster.node(name).tryGet(PATH + "standing"))
                .flatMap(answer -> answer.filter(given -> given.status() == 200).map(Answer::body).stream())
                .map(Standing::parse)
                .collect(Collectors.toSet());
        return standings.size() == 1
                && standings.iterator().next().isWhole(running)
                && running.stream().allMatch(targets::isReady);
    }

    private void ended(String name) {
        targets.remove(name);
        network.ifPresent(places -> places.leave(name));
    }

    private void serves(String name) {
        running.add(name);
        var node = cluster.node(name);
        targets.add(name, node.spec().place().host(), node.ports().http());
    }

    private NodeSpec spec(String name) {
        var file = folder.resolve(name + "-" + ++starts + ".evidence");
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(clock(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        evidence.add(new Evidence(name, file));
        var spec = NodeSpec.node(name)
                .war(war)
                .patience(START)
                .setting("chaos.evidence", file.toString())
                .setting("mesh.call.timeout", CALL_TIMEOUT)
                .jvm(jvmOptions.toArray(String[]::new));
        return network.map(places -> spec.at(places.placeOf(name))).orElse(spec);
    }

    private Path clock(String name) {
        return folder.resolve(name + ".clock");
    }

    private Path hold(String name) {
        return folder.resolve(name + ".hold");
    }

    private static void await(String what, Duration patience, BooleanSupplier condition) {
        MeshCluster.await(what, patience, condition);
    }

    /** At once, so that nobody reads half of it. */
    private static void write(Path file, String text) {
        try {
            var written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
