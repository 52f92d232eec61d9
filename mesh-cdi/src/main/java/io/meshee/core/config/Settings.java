package io.meshee.core.config;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

/** Every key, once: {@code docs/reference/config.md} is checked against this list. */
final class Settings {

    static final Setting<String> NAME = new Setting<>(
            "mesh.name",
            "mesh",
            "letters, digits, `-`, `_`, `.`",
            "Prefixes the names of caches and topics, so that two applications on one grid stay apart.",
            Parsers::name);

    static final Setting<String> NODE_NAME = new Setting<>(
            "mesh.node.name",
            "",
            "letters, digits, `-`, `_`, `.`; unique in the cluster",
            "The node's name; where none is given it is made of the host's name and the start's id.",
            Parsers::name);

    static final Setting<Double> NODE_WEIGHT = new Setting<>(
            "mesh.node.weight",
            "1",
            "a number more than 0, at most 1000000",
            "The node's share of the shards, relative to the other nodes' weights (`rendezvous` only).",
            Parsers::weight);

    static final Setting<String> NODE_ZONE = new Setting<>(
            "mesh.node.zone",
            "",
            "any text, at most 255 characters",
            "A label for where the node stands; shard strategies of your own may look at it.",
            Parsers::label);

    static final Setting<SortedSet<String>> CAPABILITIES = new Setting<>(
            "mesh.capabilities",
            "",
            "names separated by commas",
            "What the node serves at its start; where none is given, every capability that its beans have.",
            Parsers::capabilities);

    static final Setting<Integer> INITIAL_MEMBERS = new Setting<>(
            "mesh.cluster.initial-members",
            "1",
            "1 to 1024",
            "There is no first view, and so no call, before this many nodes have joined.",
            Parsers.integer(1, 1024));

    static final Setting<Integer> SHARDS = new Setting<>(
            "mesh.shards",
            "4096",
            "1 to 65536; equal on all nodes",
            "The number of shards that ids are spread over.",
            Parsers.integer(1, 65_536));

    static final Setting<String> SHARD_STRATEGY = new Setting<>(
            "mesh.shard-strategy",
            "rendezvous",
            "`rendezvous`, `modulo`, or the name of a CDI bean; equal on all nodes",
            "How shards are placed on nodes.",
            Parsers::word);

    static final Setting<TransportChoice> TRANSPORT = new Setting<>(
            "mesh.transport",
            "auto",
            "`auto`, `remote-ejb`, `data-grid`",
            "How messages travel; `auto` takes remote EJB between two nodes that both offer it, else the data grid.",
            Parsers.oneOf(TransportChoice.class));

    static final Setting<Duration> CALL_TIMEOUT = new Setting<>(
            "mesh.call.timeout",
            "5s",
            "1ms to 365d",
            "The time-out of a call that gives none of its own.",
            Parsers.duration());

    static final Setting<Integer> MAX_THREADS = new Setting<>(
            "mesh.executor.max-threads",
            "512",
            "1 to 10000",
            "The most threads of Mesh's own pool, and so the most handlers that run on it at once.",
            Parsers.integer(1, 10_000));

    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "mesh.process.idle-timeout",
            "15m",
            "1ms to 365d",
            "The time without a message after which a process is passivated.",
            Parsers.duration());

    static final Setting<Integer> MAILBOX_CAPACITY = new Setting<>(
            "mesh.process.mailbox-capacity",
            "1000",
            "1 to 1000000",
            "The most messages that wait for one process; one more is refused as overload.",
            Parsers.integer(1, 1_000_000));

    static final Setting<Integer> MAX_ACTIVE = new Setting<>(
            "mesh.process.max-active",
            "",
            "1 to 2147483647",
            "The most active processes of one type on the node; one of the least recently used makes room. No limit where none"
                    + " is given.",
            Parsers.integer(1, Integer.MAX_VALUE));

    static final Setting<Integer> MAX_QUEUED = new Setting<>(
            "mesh.process.max-queued",
            "100000",
            "1 to 100000000",
            "The most messages that wait on the node, in all mailboxes and pools and before them, together; one more is refused as"
                    + " overload.",
            Parsers.integer(1, 100_000_000));

    static final Setting<Integer> POOL_SIZE = new Setting<>(
            "mesh.process.pool-size",
            "",
            "1 to 10000",
            "The most messages of one pooled type that are handled at once on the node; the others wait. Where none is"
                    + " given, as many as there are threads.",
            Parsers.integer(1, 10_000));

    static final Setting<Boolean> LOCAL_FIRST = new Setting<>(
            "mesh.process.local-first",
            "true",
            "`true`, `false`",
            "Whether a message to a pooled type is handled on its sender's node if that serves the capability, else or"
                    + " otherwise by the owner of the id's shard.",
            Parsers::truth);

    static final Setting<Long> MAX_MESSAGE_SIZE = new Setting<>(
            "mesh.message.max-size",
            "1MiB",
            "1KiB to 1GiB",
            "The most bytes of one encoded payload or reply.",
            Parsers.size("1KiB", "1GiB"));

    static final Setting<String> STATE_STORE = new Setting<>(
            "mesh.state-store",
            "jcache",
            "`jcache`, `jpa`, `none`, or the name of a CDI bean",
            "Where the state of processes is kept: in the data grid with one backup, in a database, nowhere, or in a store of"
                    + " your own.",
            Parsers::word);

    static final Setting<String> JPA_DATA_SOURCE = new Setting<>(
            "mesh.jpa.data-source",
            "",
            "a JNDI name, such as `jdbc/mesh`",
            "The data source of Mesh's tables, whose database all nodes share; must be given for either store to be `jpa`.",
            Parsers::word);

    static final Setting<Boolean> JPA_CREATE_TABLES = new Setting<>(
            "mesh.jpa.create-tables",
            "true",
            "`true`, `false`",
            "Whether Mesh makes its tables where they are missing.",
            Parsers::flag);

    static final Setting<Duration> JPA_TIMEOUT = new Setting<>(
            "mesh.jpa.timeout",
            "3s",
            "1ms to 1d",
            "The time that one statement may take; whole seconds, rounded up.",
            Parsers.duration(Duration.ofDays(1)));

    static final Setting<String> REMINDER_STORE = new Setting<>(
            "mesh.reminder-store",
            "jcache",
            "`jcache`, `jpa`, or the name of a CDI bean",
            "Where reminders are kept: in the data grid with one backup, in a database, or in a store of your own.",
            Parsers::word);

    static final Setting<Integer> REBALANCE_STEPS = new Setting<>(
            "mesh.rebalance.steps",
            "8",
            "1 to 64",
            "In how many steps a node that joins others comes to its share of the shards, and gives it up before it leaves; 1: all at once.",
            Parsers.integer(1, 64));

    static final Setting<Duration> DRAIN_TIMEOUT = new Setting<>(
            "mesh.rebalance.drain-timeout",
            "10s",
            "1ms to 365d",
            "The time that running handlers have when their shard moves; then they are interrupted.",
            Parsers.duration());

    static final Setting<Duration> LEASE = new Setting<>(
            "mesh.lease",
            "3s",
            "1ms to 365d",
            "The time for which a node may serve without hearing from a majority.",
            Parsers.duration());

    static final Setting<PartitionPolicy> PARTITION_POLICY = new Setting<>(
            "mesh.partition-policy",
            "keep-majority",
            "`keep-majority`, `static-quorum`, `continue`",
            "Which side of a split goes on serving; with `continue` all do, and a process may be active twice.",
            Parsers.oneOf(PartitionPolicy.class));

    static final Setting<Integer> QUORUM_SIZE = new Setting<>(
            "mesh.static-quorum.size",
            "",
            "1 to 1024; equal on all nodes",
            "How many nodes in contact suffice to serve with `static-quorum`: more than half of the most nodes that there"
                    + " ever are. Where none is given, more than half of `mesh.cluster.initial-members`.",
            Parsers.integer(1, 1024));

    static final Setting<LocalPayload> LOCAL_PAYLOAD = new Setting<>(
            "mesh.local-payload",
            "reference",
            "`reference`, `copy`",
            "Whether a process on the caller's node is given the caller's own object or a copy.",
            Parsers.oneOf(LocalPayload.class));

    static final Setting<List<String>> SERIALIZATION_ALLOW = new Setting<>(
            "mesh.serialization.allow",
            "",
            "`com.acme.Order`, `com.acme.*`, `com.acme.**`, separated by commas",
            "Classes that messages may carry besides those that signatures name.",
            Parsers::patterns);

    static final Setting<String> REMOTE_EJB_HOST = new Setting<>(
            "mesh.remote-ejb.host",
            "",
            "a host name or an address",
            "Where other nodes reach this node's ORB; where none is given, the address of its data grid member.",
            Parsers::word);

    static final Setting<Integer> REMOTE_EJB_PORT = new Setting<>(
            "mesh.remote-ejb.port",
            "",
            "1 to 65535",
            "The port of this node's ORB; where none is given the node offers no remote EJB.",
            Parsers.integer(1, 65_535));

    static final Setting<Duration> TYPE_IDLE_TIMEOUT = ofType("idle-timeout", IDLE_TIMEOUT);
    static final Setting<Integer> TYPE_MAILBOX_CAPACITY = ofType("mailbox-capacity", MAILBOX_CAPACITY);
    static final Setting<Integer> TYPE_MAX_ACTIVE = ofType("max-active", MAX_ACTIVE);
    static final Setting<Integer> TYPE_POOL_SIZE = ofType("pool-size", POOL_SIZE);
    static final Setting<Boolean> TYPE_LOCAL_FIRST = ofType("local-first", LOCAL_FIRST);

    static final List<Setting<?>> GLOBAL = List.of(
            NAME,
            NODE_NAME,
            NODE_WEIGHT,
            NODE_ZONE,
            CAPABILITIES,
            INITIAL_MEMBERS,
            SHARDS,
            SHARD_STRATEGY,
            TRANSPORT,
            CALL_TIMEOUT,
            MAX_THREADS,
            IDLE_TIMEOUT,
            MAILBOX_CAPACITY,
            MAX_ACTIVE,
            MAX_QUEUED,
            POOL_SIZE,
            LOCAL_FIRST,
            MAX_MESSAGE_SIZE,
            STATE_STORE,
            JPA_DATA_SOURCE,
            JPA_CREATE_TABLES,
            JPA_TIMEOUT,
            REMINDER_STORE,
            DRAIN_TIMEOUT,
            REBALANCE_STEPS,
            LEASE,
            PARTITION_POLICY,
            QUORUM_SIZE,
            LOCAL_PAYLOAD,
            SERIALIZATION_ALLOW,
            REMOTE_EJB_HOST,
            REMOTE_EJB_PORT);

    static final List<Setting<?>> OF_TYPE =
            List.of(TYPE_IDLE_TIMEOUT, TYPE_MAILBOX_CAPACITY, TYPE_MAX_ACTIVE, TYPE_POOL_SIZE, TYPE_LOCAL_FIRST);

    private Settings() {}

    private static <T> Setting<T> ofType(String name, Setting<T> global) {
        return new Setting<>(
                "mesh.process.\"type\"." + name,
                "",
                global.values(),
                "`" + global.key() + "` for one process type, whose name stands in the quotes.",
                global.parser());
    }
}
