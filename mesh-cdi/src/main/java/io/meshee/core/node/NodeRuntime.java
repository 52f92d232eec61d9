package io.meshee.core.node;

import io.meshee.api.CastDropped;
import io.meshee.api.ClusterView.State;
import io.meshee.api.PassivationReason;
import io.meshee.core.Errors;
import io.meshee.core.Recurring;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.config.LocalPayload;
import io.meshee.core.config.MeshSettings;
import io.meshee.core.config.PartitionPolicy;
import io.meshee.core.event.NodeEvents;
import io.meshee.core.lease.Heartbeats;
import io.meshee.core.lease.Lease;
import io.meshee.core.peer.Inbox;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.Journal;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.process.WorkerPool;
import io.meshee.core.reminder.NodeReminders;
import io.meshee.core.state.StateKeeper;
import io.meshee.core.state.WholeGridStore;
import io.meshee.core.time.TimeSource;
import io.meshee.core.view.JoinRefusedException;
import io.meshee.core.view.MemberRecord;
import io.meshee.core.view.Membership;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.StateStore;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Puts a node together, starts it and stops it. */
final class NodeRuntime {

    private static final Logger LOG = System.getLogger(NodeRuntime.class.getName());

    private static final Duration TICK = Duration.ofMillis(5);
    private static final int LANE_CAPACITY = 16_384;
    private static final Duration LONGEST_TELLING = Duration.ofSeconds(1);

    private enum Phase {
        NEW,
        RUNNING,
        STOPPING,
        STOPPED
    }

    private final NodeParts parts;
    private final NodeEvents events;
    private final WorkerPool pool;
    private final Completions completions;
    private final AllowedTypes allowed;
    private final NodeReminders reminders;
    private final ProcessTable processes;
    private final Peers peers;
    private final Router router;
    private final GroupSpread groups;
    private final Publications publications;
    private final InboundCalls inbound;
    private final Inbox inbox;
    private final ViewKeeper views;
    private final ExecutorService exchangeThreads;
    private final ScheduledExecutorService membershipThread;
    private final ScheduledExecutorService heartbeatThread;
    private final Ticker ticker;
    private final LongAdder castsDropped = new LongAdder();
    private final Map<String, String> endpoints = new LinkedHashMap<>();
    private Membership membership;
    private volatile Heartbeats heartbeats;
    private volatile Phase phase = Phase.NEW;

    NodeRuntime(NodeParts parts) {
        this.parts = parts;
        MeshSettings settings = parts.settings();
        this.pool = new WorkerPool(settings.maxThreads(), parts.threads(), this::tidyThread);
        this.completions =
                new Completions(pool, this::tidyThread, Runtime.getRuntime().availableProcessors());
        this.exchangeThreads = Executors.newCachedThreadPool(parts.threads());
        this.membershipThread = Executors.newSingleThreadScheduledExecutor(parts.threads());
        this.heartbeatThread = Executors.newSingleThreadScheduledExecutor(parts.threads());
        this.ticker = new Ticker(parts.threads());
        this.events = new NodeEvents(parts.events(), exchangeThreads);
        this.views = new ViewKeeper(
                parts,
                events,
                this::processes,
                this::router,
                this::inbox,
                this::membership,
                this::reminders,
                this::heartbeats,
                this::peers);
        SerialPayloadCodec codec = new SerialPayloadCodec(parts.environment().classLoader(), settings.maxMessageSize());
        this.allowed = ProcessRules.allowedTypes(parts.catalog(), settings);
        LocalShards shards = new LocalShards(parts.name(), settings.shards(), views::topology, this::lease);
        this.reminders = new NodeReminders(
                parts.reminderStore(), shards, settings.shards(), codec, parts.time(), pool, parts.threads());
        this.processes = new ProcessTable(
                parts.catalog(),
                type -> ProcessRules.limits(settings, type),
                shards,
                parts.environment(),
                pool,
                parts.time(),
                settings.callTimeout(),
                reminders.book(),
                new StateKeeper(store(), codec, allowed, parts.time()),
                settings.maxQueued(),
                new Journal(events));
        this.peers = new Peers(parts.name(), this::header, this::answered, exchangeThreads, LANE_CAPACITY);
        CallServices services = new CallServices(
                new Payloads(codec, allowed, settings.localPayload() == LocalPayload.COPY),
                processes,
                pool,
                completions,
                this::castDropped);
        this.router = new Router(
                parts.name(), parts.startId(), settings.shards(), views::topology, processes, peers, services);
        this.groups = new GroupSpread(parts.name(), views::topology, peers, processes.groups());
        this.publications = new Publications(
                parts.name(),
                views::topology,
                processes,
                peers,
                services,
                groups,
                settings.callTimeout().toNanos(),
                parts.broadcasts());
        this.inbound = new InboundCalls(
                parts.name(),
                parts.startId(),
                settings.shards(),
                views::topology,
                views::catchUp,
                processes,
                peers,
                router,
                publications,
                views::take);
        this.inbox = new Inbox(settings.name(), parts.startId(), inbound, exchangeThreads);
    }

    void start() throws JoinRefusedException, InterruptedException {
        for (Transport transport : parts.transports()) {
            transport
                    .open(new Reception(inbox, this::heartbeats, exchangeThreads))
                    .ifPresent(endpoint -> {
                        endpoints.put(transport.name(), endpoint);
                        peers.use(transport);
                    });
        }
        if (endpoints.isEmpty()) {
            throw new JoinRefusedException("MESH00703: mesh.transport: this node cannot be reached by "
                    + parts.transports().stream().map(Transport::name).toList());
        }
        MeshSettings settings = parts.settings();
        SortedSet<String> capabilities =
                settings.capabilities().orElseGet(() -> parts.catalog().capabilities());
        MemberRecord.Node self = new MemberRecord.Node(
                parts.name(),
                parts.startId(),
                parts.grid().localMember(),
                capabilities,
                endpointsAndSockets(),
                settings.nodeWeight(),
                settings.nodeZone());
        heartbeats = new Heartbeats(
                self, settings, parts.transports(), parts.grid(), exchangeThreads, heartbeatThread, this::heard);
        membership = new Membership(
                new MemberRecord(
                        self,
                        State.JOINING,
                        new MemberRecord.Terms(
                                WireFormat.VERSION, settings.shards(), settings.shardStrategy(), survival(settings)),
                        "",
                        0,
                        0,
                        0),
                parts.directory(),
                parts.grid(),
                settings.initialMembers(),
                () -> UUID.randomUUID().toString(),
                heartbeats.standing(),
                views,
                settings.rebalanceSteps(),
                processes::size,
                membershipThread);
        membership.join();
        heartbeats.start();
        phase = Phase.RUNNING;
        reminders.start(parts.name(), processes, allowed, settings.callTimeout());
        ticker.every(TICK, this::tick);
    }

    void stop() {
        Phase before = phase;
        phase = Phase.STOPPING;
        if (before == Phase.RUNNING) {
            leave();
            views.resign();
            processes.passivateAll(PassivationReason.STOP, parts.settings().drainTimeout());
            new Goodbye(
                            () -> inbox.traffic().messages(),
                            () -> peers.unsent() + router.waiting() + inbox.arriving(),
                            router::pending,
                            parts.settings().drainTimeout().toNanos(),
                            System::nanoTime,
                            LockSupport::parkNanos)
                    .say();
        }
        phase = Phase.STOPPED;
        close();
    }

    private void close() {
        ticker.stop();
        reminders.close();
        heartbeatThread.shutdownNow();
        if (heartbeats != null) {
            heartbeats.close();
        }
        router.close();
        processes.close();
        parts.transports().forEach(Transport::close);
        peers.close();
        events.awaitTold(LONGEST_TELLING);
        exchangeThreads.shutdownNow();
        membershipThread.shutdownNow();
    }

    /** Ends at once and tells nobody, as when the JVM is killed: no process is passivated, no record removed. */
    void halt() {
        Phase before = phase;
        phase = Phase.STOPPED;
        if (before == Phase.RUNNING) {
            membership.halt();
            views.resign();
        }
        close();
    }

    /** Others may be heard before this node has joined. */
    private void heard() {
        Membership joined = membership;
        if (joined != null) {
            joined.heard();
        }
    }

    Membership membership() {
        return membership;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    ProcessTable processes() {
        return processes;
    }

    Router router() {
        return router;
    }

    Peers peers() {
        return peers;
    }

    TimeSource time() {
        return parts.time();
    }

    NodeReminders reminders() {
        return reminders;
    }

    Publications publications() {
        return publications;
    }

    Inbox inbox() {
        return inbox;
    }

    Topology topology() {
        return views.topology();
    }

    String node() {
        return parts.name();
    }

    int shards() {
        return parts.settings().shards();
    }

    void requireRunning() {
        if (phase == Phase.STOPPED) {
            throw Errors.stopped(parts.name());
        }
    }

    void requireMember() {
        requireRunning();
        if (!topology().member()) {
            throw Errors.notUpYet(parts.name());
        }
    }

    void warnOfUnknown(Set<String> capabilities) {
        Set<String> unknown = new TreeSet<>(capabilities);
        unknown.removeAll(parts.catalog().capabilities());
        if (!unknown.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "MESH00720: node " + parts.name() + " registers " + unknown
                            + ", for which it has no process class: calls that land here get UnknownProcessException");
        }
    }

    NodeStatus status() {
        Topology now = topology();
        return new NodeStatus(
                parts.name(),
                phase != Phase.NEW,
                now.member(),
                membership != null && membership.isArriving(),
                heartbeats != null && lease().holds(System.nanoTime()),
                !parts.grid().members().isEmpty(),
                phase == Phase.STOPPING || phase == Phase.STOPPED,
                now.epoch(),
                now.view() == null ? 0 : now.view().members().size(),
                now.member()
                        ? now.view().member(parts.name()).orElseThrow().node().capabilities()
                        : new TreeSet<>(),
                List.copyOf(endpoints.keySet()),
                processes.size(),
                router.pending(),
                processes.queued(),
                pool.threads(),
                castsDropped.sum(),
                inbound.answersLost(),
                processes.journal().counts(),
                events.dropped(),
                reminders.counts(),
                inbox.traffic(),
                peers.traffic());
    }

    /** Whether the timer, which everything with a deadline hangs on, still comes round in time. */
    boolean answersWithin(Duration limit) {
        return phase != Phase.RUNNING || ticker.comesRoundWithin(limit);
    }

    /** Does what is due by the node's source of time now, not at the next tick, and returns when that was begun. */
    void runDue() throws InterruptedException {
        try {
            ticker.submit(() -> Recurring.carryOn(processes::runDue)).get();
            reminders.fireDue().get();
        } catch (ExecutionException | RejectedExecutionException e) {
            throw Errors.stopped(parts.name());
        }
    }

    /** What no message has to answer for: a continuation of a future, a method of an instance that is destroyed. */
    private void tidyThread() {
        if (parts.environment().rollBackLeftOpen()) {
            LOG.log(
                    Level.WARNING,
                    "MESH00169: something that ran on a thread of Mesh left a transaction open; it was rolled back");
        }
    }

    private StateStore store() {
        StateStore chosen = parts.stateStore();
        return chosen.isInGrid() ? new WholeGridStore(chosen, limit -> heartbeats.becomesWhole(limit)) : chosen;
    }

    private Lease lease() {
        return heartbeats.lease();
    }

    private static MemberRecord.Survival survival(MeshSettings settings) {
        PartitionPolicy policy = settings.partitionPolicy();
        return new MemberRecord.Survival(
                settings.lease().toMillis(),
                policy.asWritten(),
                policy == PartitionPolicy.STATIC_QUORUM ? settings.quorumSize() : 0);
    }

    private Map<String, String> endpointsAndSockets() {
        Map<String, String> all = new LinkedHashMap<>(endpoints);
        all.put(MemberRecord.Node.SOCKETS, parts.grid().sockets());
        return all;
    }

    private void leave() {
        try {
            Duration patience = parts.settings().drainTimeout();
            membership.leave(patience).get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "MESH00721: node " + parts.name() + " stops before it could leave the view", e);
        }
        membership.close();
    }

    private void tick() {
        long now = System.nanoTime();
        Recurring.carryOn(() -> processes.tick(now));
        Recurring.carryOn(() -> router.tick(now, inbound::owes));
        Recurring.carryOn(() -> inbound.tick(now));
        Recurring.carryOn(() -> inbox.tick(now));
        Recurring.carryOn(completions::tick);
        Recurring.carryOn(() -> groups.tick(now));
        Recurring.carryOn(() -> views.tick(now));
    }

    private Batch.Header header(String receiverStart, int lane, long number, long after) {
        Topology now = topology();
        return new Batch.Header(
                parts.settings().name(),
                parts.name(),
                parts.startId(),
                receiverStart,
                lane,
                number,
                after,
                now.lineage(),
                now.epoch());
    }

    private void answered(MemberRecord.Node from, Message answer) {
        router.answered(from.name(), answer);
    }

    private void castDropped(Invocation cast, Throwable reason) {
        castsDropped.increment();
        events.publish(new CastDropped(cast.key(), String.valueOf(reason.getMessage())));
    }
}
