package io.meshee.chaos;

import io.meshee.chaos.check.Finding;
import io.meshee.chaos.check.Judge;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Result.Failed;
import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import io.meshee.chaos.nodes.GridPlaces;
import io.meshee.chaos.report.HistoryFile;
import io.meshee.chaos.report.Table;
import io.meshee.chaos.report.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A load, a cluster, and what happens to it meanwhile; then the judgement, the table and the picture. */
final class ChaosRun {

    /** Loses what was not saved when its node dies: driven only where none does. */
    static final String PLAIN = "tally";

    /** Loses nothing that was acknowledged. */
    static final String DURABLE = "durable-tally";

    private final String name;
    private final Load.Settings settings;
    private final Supplier<ChaosCluster> nodes;
    private final boolean judged;

    private ChaosRun(String name, Load.Settings settings, Supplier<ChaosCluster> nodes, boolean judged) {
        this.name = name;
        this.settings = settings;
        this.nodes = nodes;
        this.judged = judged;
    }

    /**
     * A run.
     *
     * @param name of its folder under {@code target/chaos}
     * @param nodes how many there are at first
     * @param starts how many starts of nodes there may be in all
     * @param jvmOptions further options of every node's JVM
     */
    static ChaosRun of(String name, int nodes, int starts, Load.Settings settings, List<String> jvmOptions) {
        return new ChaosRun(name, settings, () -> ChaosCluster.start(name, nodes, starts, jvmOptions), true);
    }

    /** A run on nodes that have a network of their own each, and of which none is started later. */
    static ChaosRun inNetworks(String name, int nodes, Load.Settings settings, String... jvmOptions) {
        return inNetworks(name, nodes, nodes, nodes, settings, List.of(jvmOptions));
    }

    /**
     * As {@link #of}, on nodes that have a network of their own each.
     *
     * @param most how many nodes may run at once
     */
    static ChaosRun inNetworks(
            String name, int nodes, int starts, int most, Load.Settings settings, List<String> jvmOptions) {
        return new ChaosRun(
                name, settings, () -> ChaosCluster.startInNetworks(name, nodes, starts, most, jvmOptions), true);
    }

    /** The same run where what the judge holds a history against is not promised. */
    ChaosRun unjudged() {
        return new ChaosRun(name, settings, nodes, false);
    }

    /**
     * What came of it.
     *
     * @param lost by node that runs in the end, the partitions of the data grid of which it said that both copies are lost
     */
    record Outcome(History history, List<Finding> findings, Map<String, Set<Integer>> lost) {

        /** Without lost values of processes whose state is among what one of these nodes said to be lost. */
        List<Finding> findingsBesideWhatIsLostBy(Collection<String> nodes) {
            var lost = lostBy(nodes);
            return findings.stream()
                    .filter(finding -> finding.kind() != Finding.Kind.NOT_LINEARIZABLE
                            || !lost.contains(GridPlaces.partitionOf(finding.process())))
                    .toList();
        }

        /** The partitions of which one of these nodes said that both copies are lost. */
        Set<Integer> lostBy(Collection<String> nodes) {
            return nodes.stream()
                    .flatMap(node -> lost.getOrDefault(node, Set.of()).stream())
                    .collect(Collectors.toSet());
        }
    }

    /** Starts the nodes, lets the story happen, and judges. */
    Outcome run(BiConsumer<ChaosCluster, Load> story) {
        try (var cluster = nodes.get()) {
            var load = new Load(cluster.targets(), settings);
            Optional<AssertionError> failure = Optional.empty();
            try {
                story.accept(cluster, load);
            } catch (AssertionError e) {
                failure = Optional.of(e); // once the table is there that explains it
            }
            var history = new History(settings.seed(), load.calls(), cluster.logs(), cluster.happenings());
            var findings = judged ? new Judge().judge(history) : List.<Finding>of();
            report(history, findings);
            if (failure.isPresent()) {
                throw failure.get();
            }
            return new Outcome(history, findings, cluster.lostPartitions());
        }
    }

    /** Calls these types while the action lasts, and a little before and after; then reads what was called. */
    static void during(Load load, List<String> types, Runnable action) {
        load.start(types);
        ChaosCluster.pause(Duration.ofSeconds(3));
        action.run();
        ChaosCluster.pause(Duration.ofSeconds(2));
        load.stop();
        load.readAll(types);
    }

    /** The calls that ended without an answer, how many of each kind. */
    static Map<String, Long> failures(Load load) {
        return load.calls().stream()
                .flatMap(call -> call.result() instanceof Failed failed ? Stream.of(failed) : Stream.empty())
                .collect(Collectors.groupingBy(
                        failed -> failed.error() + " " + failed.executed(), TreeMap::new, Collectors.counting()));
    }

    private void report(History history, List<Finding> findings) {
        var folder = Path.of("target", "chaos", name);
        var table = Table.of(history, findings);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("table.md"), table);
            Files.writeString(folder.resolve("timeline.svg"), Timeline.of(history, findings));
            HistoryFile.write(folder.resolve("history.jsonl.gz"), history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\n" + name + "\n\n" + table);
    }
}
