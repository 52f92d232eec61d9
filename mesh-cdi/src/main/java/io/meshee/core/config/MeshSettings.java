package io.meshee.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What {@code mesh.*} says. Keys, defaults and ranges are in {@code docs/reference/config.md}.
 *
 * @param name {@code mesh.name}
 * @param nodeName {@code mesh.node.name}
 * @param nodeWeight {@code mesh.node.weight}; more than 0
 * @param nodeZone {@code mesh.node.zone}; empty by default
 * @param capabilities {@code mesh.capabilities}; empty for all that were discovered
 * @param initialMembers {@code mesh.cluster.initial-members}
 * @param shards {@code mesh.shards}
 * @param shardStrategy {@code mesh.shard-strategy}: {@code rendezvous}, {@code modulo} or a bean's name
 * @param transport {@code mesh.transport}
 * @param callTimeout {@code mesh.call.timeout}
 * @param maxThreads {@code mesh.executor.max-threads}
 * @param idleTimeout {@code mesh.process.idle-timeout}
 * @param mailboxCapacity {@code mesh.process.mailbox-capacity}
 * @param maxActive {@code mesh.process.max-active}; {@link Integer#MAX_VALUE} for no limit
 * @param maxQueued {@code mesh.process.max-queued}
 * @param poolSize {@code mesh.process.pool-size}; {@link Integer#MAX_VALUE} for no limit
 * @param localFirst {@code mesh.process.local-first}
 * @param maxMessageSize {@code mesh.message.max-size}, in bytes
 * @param stateStore {@code mesh.state-store}: {@code jcache}, {@code jpa}, {@code none} or a bean's name
 * @param jpa {@code mesh.jpa.…}
 * @param reminderStore {@code mesh.reminder-store}: {@code jcache}, {@code jpa} or a bean's name
 * @param drainTimeout {@code mesh.rebalance.drain-timeout}
 * @param rebalanceSteps {@code mesh.rebalance.steps}
 * @param lease {@code mesh.lease}
 * @param partitionPolicy {@code mesh.partition-policy}
 * @param quorumSize {@code mesh.static-quorum.size}; where none is given more than half of the initial members
 * @param localPayload {@code mesh.local-payload}
 * @param serializationAllow {@code mesh.serialization.allow}: well-formed patterns
 * @param remoteEjbHost {@code mesh.remote-ejb.host}
 * @param remoteEjbPort {@code mesh.remote-ejb.port}; without it remote EJB is not offered
 * @param typeOverrides {@code mesh.process."type".…}
 */
public record MeshSettings(
        String name,
        Optional<String> nodeName,
        double nodeWeight,
        String nodeZone,
        Optional<SortedSet<String>> capabilities,
        int initialMembers,
        int shards,
        String shardStrategy,
        TransportChoice transport,
        Duration callTimeout,
        int maxThreads,
        Duration idleTimeout,
        int mailboxCapacity,
        int maxActive,
        int maxQueued,
        int poolSize,
        boolean localFirst,
        long maxMessageSize,
        String stateStore,
        JpaSettings jpa,
        String reminderStore,
        Duration drainTimeout,
        int rebalanceSteps,
        Duration lease,
        PartitionPolicy partitionPolicy,
        int quorumSize,
        LocalPayload localPayload,
        List<String> serializationAllow,
        Optional<String> remoteEjbHost,
        OptionalInt remoteEjbPort,
        TypeOverrides typeOverrides) {

    /**
     * Reads the settings.
     *
     * @param values the text of a key, as {@code Config.getOptionalValue(key, String.class)} gives it; blank is none
     * @param names every property name there is, environment variables included; of those that begin with
     *     {@code mesh.}, unknown ones are problems
     * @param problems where every problem is added, each with its id, the key, the value, and what to write
     * @return the settings, with the default in the place of each wrong value
     */
    public static MeshSettings read(
            Function<String, Optional<String>> values, Iterable<String> names, List<String> problems) {
        SettingsReader reader = new SettingsReader(values, problems);
        SortedSet<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        MeshSettings settings = new MeshSettings(
                reader.value(Settings.NAME),
                reader.optional(Settings.NODE_NAME),
                reader.value(Settings.NODE_WEIGHT),
                reader.optional(Settings.NODE_ZONE).orElse(""),
                reader.optional(Settings.CAPABILITIES),
                reader.value(Settings.INITIAL_MEMBERS),
                reader.value(Settings.SHARDS),
                reader.value(Settings.SHARD_STRATEGY),
                reader.value(Settings.TRANSPORT),
                reader.value(Settings.CALL_TIMEOUT),
                reader.value(Settings.MAX_THREADS),
                reader.value(Settings.IDLE_TIMEOUT),
                reader.value(Settings.MAILBOX_CAPACITY),
                reader.optional(Settings.MAX_ACTIVE).orElse(Integer.MAX_VALUE),
                reader.value(Settings.MAX_QUEUED),
                reader.optional(Settings.POOL_SIZE).orElse(Integer.MAX_VALUE),
                reader.value(Settings.LOCAL_FIRST),
                reader.value(Settings.MAX_MESSAGE_SIZE),
                reader.value(Settings.STATE_STORE),
                JpaSettings.read(reader),
                reader.value(Settings.REMINDER_STORE),
                reader.value(Settings.DRAIN_TIMEOUT),
                reader.value(Settings.REBALANCE_STEPS),
                reader.value(Settings.LEASE),
                reader.value(Settings.PARTITION_POLICY),
                reader.optional(Settings.QUORUM_SIZE).orElse(reader.value(Settings.INITIAL_MEMBERS) / 2 + 1),
                reader.value(Settings.LOCAL_PAYLOAD),
                reader.optional(Settings.SERIALIZATION_ALLOW).orElse(List.of()),
                reader.optional(Settings.REMOTE_EJB_HOST),
                reader.optional(Settings.REMOTE_EJB_PORT).map(OptionalInt::of).orElse(OptionalInt.empty()),
                TypeOverrides.read(reader, sorted));
        UnknownKeys.report(sorted, problems);
        return settings;
    }

    /**
     * Reads the settings from a map of keys to texts.
     *
     * @throws IllegalArgumentException if there are problems; its message holds all of them, one a line
     */
    public static MeshSettings of(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        MeshSettings settings = read(key -> Optional.ofNullable(values.get(key)), values.keySet(), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return settings;
    }

    /** The defaults. */
    public static MeshSettings defaults() {
        return of(Map.of());
    }

    /** The settings of one process type: its own where given, else those of all types. Worth keeping, not free. */
    public ProcessSettings settingsFor(String type) {
        return settingsFor(type, OptionalInt.empty());
    }

    /**
     * The settings of one process type.
     *
     * @param declaredPoolSize what its class says of itself: it gives way to what is set for the type, and counts more
     *     than what is set for all
     */
    public ProcessSettings settingsFor(String type, OptionalInt declaredPoolSize) {
        return typeOverrides.of(
                type,
                new ProcessSettings(
                        idleTimeout, mailboxCapacity, maxActive, declaredPoolSize.orElse(poolSize), localFirst));
    }
}
