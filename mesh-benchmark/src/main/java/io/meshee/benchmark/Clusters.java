package io.meshee.benchmark;

import io.meshee.benchmark.Contender.Group;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The JVMs of the systems that a run has to do with. */
final class Clusters {

    /** The same for every JVM. */
    static final String HEAP = "-Xmx2g";

    private final Map<Group, Cluster> running;

    private Clusters(Map<Group, Cluster> running) {
        this.running = running;
    }

    /**
     * Starts what these run in, and waits until all are ready.
     *
     * @param options for each JVM, beside the heap's size
     */
    static Clusters start(Settings settings, Collection<Contender> contenders, String options, Belongings belongings)
            throws IOException, InterruptedException {
        Map<Group, Cluster> running = new EnumMap<>(Group.class);
        for (Contender contender : Contender.values()) {
            Group group = contender.group();
            if (contenders.contains(contender) && !running.containsKey(group)) {
                running.put(group, belongings.add(start(settings, group, (HEAP + " " + options).strip())));
            }
        }
        for (Cluster cluster : running.values()) {
            cluster.awaitReady();
        }
        return new Clusters(running);
    }

    /** Asks a system's driver; empty if it has nothing of the kind. */
    Optional<String> ask(Contender contender, String path, String query) throws IOException, InterruptedException {
        return of(contender).ask(path + query + (contender.group().isMesh() ? "" : "&subject=" + contender.subject()));
    }

    /** The JVMs of a system. */
    Cluster of(Contender contender) {
        return running.get(contender.group());
    }

    private static Cluster start(Settings settings, Group group, String options) throws IOException {
        return switch (group) {
            case NODES -> MeshNodes.start(settings, "ejb", options);
            case GRID_NODES -> MeshNodes.start(settings, "grid", options + " -Dmesh.transport=data-grid");
            case PEKKO, HAZELCAST, RAW -> PeerNodes.start(settings, group, options);
        };
    }
}
