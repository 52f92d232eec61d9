package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.codec.TypeClosure;
import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Deadlines;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.Journal;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.process.Reentry;
import io.meshee.core.process.WorkerPool;
import io.meshee.core.shard.ShardHash;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.wire.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Sends a message where its process is: to a host here, to a gate that waits, or to a peer. */
final class Router {

    private final String self;
    private final int shards;
    private final Supplier<Topology> topology;
    private final ProcessTable processes;
    private final Peers peers;
    private final PendingCalls pending = new PendingCalls();
    private final Departures departures = new Departures();
    private final SerialPayloadCodec codec;
    private final Failures failures;
    private final AllowedTypes allowed;
    private final Map<Expected, AllowedTypes> allowedByReply = new ConcurrentHashMap<>();
    private final boolean copiesLocally;
    private final WorkerPool pool;
    private final BiConsumer<Invocation, Throwable> castDropped;
    private final Retries retries = new Retries();

    Router(
            String self,
            int shards,
            Supplier<Topology> topology,
            ProcessTable processes,
            Peers peers,
            SerialPayloadCodec codec,
            AllowedTypes allowed,
            boolean copiesLocally,
            WorkerPool pool,
            BiConsumer<Invocation, Throwable> castDropped) {
        this.self = self;
        this.shards = shards;
        this.topology = topology;
        this.processes = processes;
        this.peers = peers;
        this.codec = codec;
        this.failures = new Failures(codec);
        this.allowed = allowed;
        this.copiesLocally = copiesLocally;
        this.pool = pool;
        this.castDropped = castDropped;
    }

    /** Routes a message. Returns once it runs, waits or is on its way. */
    void route(OutgoingCall call, boolean mayRunHere) {
        ProcessHost host = processes.host(call.capability(), call.type());
        if (call.chain() != null && host != null && host.isAwaited(call)) {
            call.prepareLocal();
            if (host.reenter(call, mayRunHere)) {
                return;
            }
        }
        while (true) {
            Topology now = topology.get();
            if (!now.member()) {
                throw Errors.notUpYet(self);
            }
            if (host != null && now.gates().isEmpty() && host.has(call.id())) {
                call.prepareLocal();
                if (host.submit(call, mayRunHere)) {
                    return;
                }
                continue;
            }
            if (host != null && host.isLocalFirst() && serves(now, call.capability())) {
                call.prepareLocal();
                host.submit(call, mayRunHere);
                return;
            }
            int shard = ShardHash.shardOf(call.id(), shards);
            String owner = now.table().owner(call.capability(), shard);
            if (owner == null) {
                throw Errors.noNodes(call.capability(), now.table().capabilities());
            }
            String waiting = call.chain() == null ? null : call.takeWayBack();
            if (waiting != null
                    && !waiting.equals(self)
                    && now.view().member(waiting).isPresent()) {
                owner = waiting;
            }
            if (!owner.equals(self)) {
                send(now, owner, shard, call);
                return;
            }
            if (host == null) {
                throw Errors.unknownProcess(self, call.capability(), call.type());
            }
            call.prepareLocal();
            if (!now.gates().isEmpty()) {
                call.leaveCaller();
            }
            if (now.gates().hold(call.capability(), shard, call) || host.submit(call, mayRunHere)) {
                return;
            }
        }
    }

    /** Whether this node, which is in the view, serves the capability; not one that hands its shards over. */
    private boolean serves(Topology now, String capability) {
        return now.table().nodesFor(capability).contains(self);
    }

    /** Routes a message again that has provably not started. Its failures go to whoever waits for it. */
    void routeAgain(OutgoingCall call) {
        if (call.deadline() - System.nanoTime() <= 0) {
            if (call.withdraw()) {
                journal().expired();
                call.fail(Errors.notStarted(call.key(), call.hindrance()));
            }
            return;
        }
        try {
            route(call, false);
        } catch (MeshException e) {
            if (call.start()) {
                call.fail(e);
            }
        }
    }

    /** Routes a message again a little later: what hindered it is likely to be over then. */
    void routeLater(OutgoingCall call) {
        retries.add(call);
    }

    /** Routes what is due. Called by one thread, every few milliseconds. */
    void tick(long now) {
        if (departures.forget(now, pending::awaits)) {
            retainPeers(topology.get().view());
        }
        if (topology.get().member() && pending.size() > 0 && !processes.lease().holds(now)) {
            pending.toOthersThan(List.of()).forEach(OutgoingCall::cutOff);
        }
        retries.takeDue(now, this::routeAgain);
    }

    /** Ends every call that is under way: this node stops. */
    void close() {
        retries.takeAll(call -> {
            if (call.withdraw()) {
                call.fail(Errors.stopped(self));
            }
        });
        pending.toOthersThan(List.of()).forEach(call -> call.lost("this node stops"));
    }

    /** A peer answered one of this node's messages. */
    void answered(String from, Message answer) {
        OutgoingCall call = pending.remove(answer.correlation());
        if (call == null) {
            return;
        }
        if (answer instanceof Message.Result result) {
            succeed(call, from, result);
        } else if (answer instanceof Message.Failure failure) {
            call.fail(failures.toThrowable(failure, call.key(), allowedFor(call)));
        } else if (answer instanceof Message.Moved) {
            call.reroute();
        }
    }

    /** Another view has been installed: calls to nodes that are gone are lost. */
    List<Node> viewInstalled(View before, View view) {
        departures.note(before, view, System.nanoTime());
        return retainPeers(view);
    }

    private synchronized List<Node> retainPeers(View view) {
        List<Node> reachable =
                departures.with(view.members().stream().map(ViewMember::node).toList());
        peers.retain(reachable);
        pending.toOthersThan(reachable.stream().map(Node::startId).toList())
                .forEach(call -> call.lost("it left the view"));
        return reachable;
    }

    /** The call does not wait for a peer any more. False if it did not. */
    boolean forget(OutgoingCall call) {
        return pending.remove(call);
    }

    /**
     * The caller waits no longer: frees the place that its message has here, or has the peer that it went to take it out
     * if it has not started there.
     */
    void withdrawn(OutgoingCall call) {
        boolean sent = pending.remove(call);
        ProcessHost host = processes.host(call.capability(), call.type());
        if (host != null) {
            host.remove(call);
        }
        if (sent && call.isAbandoned()) {
            topology.get().view().members().stream()
                    .map(ViewMember::node)
                    .filter(node -> node.startId().equals(call.startId()))
                    .forEach(node -> tellWithdrawn(node, call));
        }
    }

    SerialPayloadCodec codec() {
        return codec;
    }

    Failures failures() {
        return failures;
    }

    AllowedTypes allowed() {
        return allowed;
    }

    /** Whether payloads and replies are copied between processes of this node. */
    boolean copiesLocally() {
        return copiesLocally;
    }

    Journal journal() {
        return processes.journal();
    }

    Deadlines deadlines() {
        return processes.deadlines();
    }

    /** The name of this thread's security principal; {@code null} for none. */
    String callerPrincipal() {
        return processes.callerPrincipal();
    }

    /** The way back into the message that this thread handles; {@code null} if there is none. */
    Reentry runningWayBack() {
        Invocation running = processes.currentInvocation();
        return running == null ? null : running.reentry();
    }

    int pending() {
        return pending.size();
    }

    void castDropped(Invocation cast, Throwable reason) {
        castDropped.accept(cast, reason);
    }

    void runOnPool(Runnable completion) {
        pool.execute(new WorkerPool.Turn() {
            @Override
            public void run() {
                completion.run();
            }

            @Override
            public void rejected() {
                completion.run();
            }
        });
    }

    void runOnPool(WorkerPool.Turn turn) {
        pool.execute(turn);
    }

    private void send(Topology now, String owner, int shard, OutgoingCall call) {
        if (!processes.lease().holds(System.nanoTime())) {
            throw Errors.partitioned(call.key());
        }
        call.leaveCaller();
        call.address(
                pending.nextNumber(), now.view().member(owner).orElseThrow().node());
        pending.add(call);
        try {
            peers.send(owner, 31 * call.capability().hashCode() + shard, call, false);
        } catch (LaneFullException e) {
            pending.remove(call);
            journal().refused();
            throw Errors.outboundFull(owner, e.capacity());
        } catch (LaneClosedException e) {
            call.notTaken("the node is gone");
        }
    }

    private void succeed(OutgoingCall call, String from, Message.Result result) {
        Object value;
        try {
            value = codec.decode(result.value(), allowedFor(call));
        } catch (CodecException e) {
            call.fail(Errors.reply(call.key(), e.getMessage()));
            return;
        }
        call.succeed(new ProcessRef(from, call.capability(), call.type(), call.id(), result.incarnation()), value);
    }

    AllowedTypes allowedFor(OutgoingCall call) {
        Expected expected = call.expected();
        return expected.equals(Expected.ANYTHING) ? allowed : allowedByReply.computeIfAbsent(expected, this::allow);
    }

    private AllowedTypes allow(Expected expected) {
        return allowed.plus(expected.reply()).plus(TypeClosure.of(expected.exceptions()));
    }

    private void tellWithdrawn(Node node, OutgoingCall call) {
        try {
            int key = 31 * call.capability().hashCode() + ShardHash.shardOf(call.id(), shards);
            peers.send(node.name(), key, new Cancellation(call.correlation()), false);
        } catch (LaneFullException | LaneClosedException e) {
            return; // best effort: the message runs, and its answer finds nobody
        }
    }
}
