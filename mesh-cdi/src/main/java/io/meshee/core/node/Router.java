package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.OverloadedException;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.shard.Shard;
import io.meshee.core.shard.ShardHash;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.wire.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends a message where its process is: to a host here, to a gate that waits, or to a peer. */
final class Router {

    private static final int MOST_WAITING = 16_384;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String self;
    private final String startId;
    private final int shards;
    private final Supplier<Topology> topology;
    private final ProcessTable processes;
    private final Peers peers;
    private final PendingCalls pending = new PendingCalls();
    private final Departures departures = new Departures();
    private final CallServices services;
    private final ShardOrders orders = new ShardOrders(MOST_WAITING);
    private final Set<OutgoingCall> leaving = ConcurrentHashMap.newKeySet();

    Router(
            String self,
            String startId,
            int shards,
            Supplier<Topology> topology,
            ProcessTable processes,
            Peers peers,
            CallServices services) {
        this.self = self;
        this.startId = startId;
        this.shards = shards;
        this.topology = topology;
        this.processes = processes;
        this.peers = peers;
        this.services = services;
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
            if (!now.member() && call.takenAt() == 0) {
                throw Errors.notUpYet(self);
            }
            if (host != null && now.gates().isEmpty() && orders.isCalm() && host.has(call.id())) {
                call.prepareLocal();
                if (host.submit(call, mayRunHere)) {
                    arrived(call);
                    return;
                }
            }
            if (host != null && host.isLocalFirst() && serves(now, call.capability())) {
                call.prepareLocal();
                host.submit(call, mayRunHere);
                arrived(call);
                return;
            }
            Shard shard = shardOf(call);
            Node to = owner(now, shard);
            Node waiting = call.chain() == null ? null : wayBack(now, call);
            if (waiting != null) {
                call.leaveCaller();
                call.encode();
                transmit(waiting, shard, call);
                return;
            }
            if (to == null && host == null) {
                throw Errors.unknownProcess(self, call.capability(), call.type());
            }
            if ((to != null || !orders.isCalm()) && !mayGo(shard, to, call)) {
                return;
            }
            if (to == null ? deliver(now, shard, host, call, mayRunHere) : send(now, to, shard, call)) {
                return;
            }
        }
    }

    /** Whether this node, which is in the view, serves the capability; not one that hands its shards over. */
    private boolean serves(Topology now, String capability) {
        return now.table().nodesFor(capability).contains(self);
    }

    /**
     * Hands a message on to the owner of its process, of which this node has let go. Its failures go to its caller. One that
     * had no place in a mailbox here, because it was to come back into a process that waited for it, is like any other.
     */
    void handOn(OutgoingCall call) {
        call.place(nextPlace());
        if (call.takenAt() != 0) {
            leaving.add(call);
        }
        try {
            route(call, false);
        } catch (MeshException e) {
            if (call.start()) {
                call.fail(e);
            }
        }
    }

    /** A message that was to be handed on has found its place, or its end. */
    void arrived(OutgoingCall call) {
        if (call.takenAt() != 0) {
            leaving.remove(call);
        }
    }

    /** The shards of what is to be handed on and has not been; the caller's own set. */
    Set<Shard> handingOn() {
        return leaving.stream().map(this::shardOf).collect(Collectors.toCollection(HashSet::new));
    }

    /** A message that was not taken is routed again a little later: what hindered it is likely to be over then. */
    void comeBack(OutgoingCall call) {
        if (call.order() == null) {
            call.place(nextPlace());
        }
        orders.comeBack(shardOf(call), call, System.nanoTime() + RETRY_NANOS);
    }

    /** A message in a lane lets an older one go first, and waits for its turn. */
    void stepAside(OutgoingCall call) {
        if (pending.remove(call)) {
            orders.comeBack(shardOf(call), call, System.nanoTime());
        } else {
            orders.left(call);
        }
    }

    /** A message was taken, has ended or is lost. */
    void noLongerUnderWay(OutgoingCall call) {
        orders.left(call);
    }

    /** Whether a message that comes from a peer need not wait for others that are to be handed on. */
    boolean isQuiet(Shard shard) {
        return orders.isQuiet(shard);
    }

    /** The next place among the messages that this node takes or sends. */
    long nextPlace() {
        return pending.nextNumber();
    }

    /** Marks a message of this node as one that it had taken. */
    Message.HandedOn ownHandedOn(OutgoingCall call) {
        return new Message.HandedOn(self, startId, call.correlation(), call.takenAt(), call.place());
    }

    /**
     * Routes what is due. Called by one thread, every few milliseconds.
     *
     * @param owed whether a node waits for answers of this one
     */
    void tick(long now, Predicate<Node> owed) {
        if (departures.forget(now, node -> pending.awaits(node) || owed.test(node))) {
            retainPeers(topology.get().view());
        }
        if (topology.get().member() && !processes.lease().holds(now)) {
            cutOff();
            processes.refuseWaiting(now);
        }
        orders.tick(now, this::routeNext, call -> {
            if (call.withdraw()) {
                services.journal().expired();
                call.fail(Errors.notStarted(call.key(), call.hindrance()));
            }
        });
    }

    /** This node has lost its lease: what has not been sent never will be, and of what has been nobody can tell. */
    private void cutOff() {
        orders.takeAll(call -> {
            if (call.withdraw()) {
                call.fail(Errors.partitioned(call.key()));
            }
        });
        if (pending.size() > 0) {
            pending.toOthersThan(List.of()).forEach(OutgoingCall::cutOff);
        }
    }

    /** Ends every call that is under way: this node stops. */
    void close() {
        orders.takeAll(call -> {
            if (call.withdraw()) {
                call.fail(Errors.stopped(self));
            }
        });
        pending.toOthersThan(List.of()).forEach(call -> call.lost("this node stops"));
    }

    /** A peer answered one of this node's messages. */
    void answered(String from, Message answer) {
        if (answer instanceof Message.Forwarded forwarded) {
            OutgoingCall call = pending.get(forwarded.correlation());
            if (call != null) {
                call.forwarded(forwarded.node(), forwarded.startId());
            }
            return;
        }
        OutgoingCall call = pending.remove(answer.correlation());
        if (call == null) {
            return;
        }
        if (answer instanceof Message.Result result) {
            succeed(call, from, result);
        } else if (answer instanceof Message.Failure failure) {
            call.fail(services.payloads().throwable(failure, call.key(), call.expected()));
        }
    }

    /**
     * Goes over to another view: calls to nodes that are gone are lost, and nothing overtakes what is under way to former
     * owners.
     *
     * @param publish makes the view what this router works by
     * @param letGo begins to let go of what the view took: until it has, nothing takes the short way to a process here
     * @return the nodes that messages may come from
     */
    List<Node> changeView(Runnable publish, Runnable letGo, View before, View view) {
        orders.beginView();
        try {
            publish.run();
            departures.note(before, view, System.nanoTime());
            List<Node> reachable = retainPeers(view);
            Topology now = topology.get();
            orders.viewInstalled(shard -> {
                String owner = now.table().owner(shard.capability(), shard.number());
                return owner == null || owner.equals(self)
                        ? null
                        : view.member(owner).orElseThrow().node().startId();
            });
            letGo.run();
            return reachable;
        } finally {
            orders.endView();
        }
    }

    private synchronized List<Node> retainPeers(View view) {
        List<Node> reachable =
                departures.with(view.members().stream().map(ViewMember::node).toList());
        Set<String> startIds = reachable.stream().map(Node::startId).collect(Collectors.toSet());
        peers.retain(reachable);
        pending.toOthersThan(startIds).forEach(call -> call.lost("it left the view"));
        orders.retain(startIds);
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
        arrived(call);
        if (call.order() != null) {
            call.order().remove(call);
        }
        takeOut(call);
        if (sent && call.isAbandoned()) {
            topology.get().view().members().stream()
                    .map(ViewMember::node)
                    .filter(node -> node.startId().equals(call.startId()))
                    .forEach(node -> tellWithdrawn(node, call));
        }
    }

    /** Frees the place that a withdrawn message has here. */
    void takeOut(Invocation withdrawn) {
        topology.get()
                .gates()
                .remove(new Shard(withdrawn.capability(), ShardHash.shardOf(withdrawn.id(), shards)), withdrawn);
        ProcessHost host = processes.host(withdrawn.capability(), withdrawn.type());
        if (host != null) {
            host.remove(withdrawn);
        }
    }

    CallServices services() {
        return services;
    }

    /** How many messages wait for their turn. */
    int waiting() {
        return orders.waiting();
    }

    int pending() {
        return pending.size();
    }

    /** Routes the message whose turn is next. False if it has to wait. */
    private boolean routeNext(ShardOrder order, OutgoingCall call) {
        try {
            Topology now = topology.get();
            Node to = owner(now, order.shard());
            ProcessHost host = processes.host(call.capability(), call.type());
            if (to != null) {
                call.encode();
            } else if (host == null) {
                throw Errors.unknownProcess(self, call.capability(), call.type());
            }
            ShardOrder.Turn turn = order.resume(call, to == null ? null : to.startId());
            if (turn == ShardOrder.Turn.GO
                    && !(to == null
                            ? deliver(now, order.shard(), host, call, false)
                            : send(now, to, order.shard(), call))) {
                orders.comeBack(order.shard(), call, System.nanoTime());
            }
            return turn != ShardOrder.Turn.WAIT;
        } catch (MeshException e) {
            order.remove(call);
            if (call.start()) {
                call.fail(e);
            }
            return true;
        }
    }

    private Shard shardOf(OutgoingCall call) {
        return new Shard(call.capability(), ShardHash.shardOf(call.id(), shards));
    }

    /** The node that owns the shard; {@code null} if this one does. */
    private Node owner(Topology now, Shard shard) {
        String owner = now.table().owner(shard.capability(), shard.number());
        if (owner == null) {
            throw Errors.noNodes(shard.capability(), now.table().capabilities());
        }
        if (!owner.equals(self)) {
            return now.view().member(owner).orElseThrow().node();
        }
        if (!now.member()) {
            throw Errors.notUpYet(self); // it stops, and there is no other
        }
        return null;
    }

    /** The other node at which the process waits for this very call; {@code null} if none does. */
    private Node wayBack(Topology now, OutgoingCall call) {
        String waiting = call.takeWayBack();
        return waiting == null || waiting.equals(self)
                ? null
                : now.view().member(waiting).map(ViewMember::node).orElse(null);
    }

    private boolean mayGo(Shard shard, Node to, OutgoingCall call) {
        call.leaveCaller();
        if (to != null) {
            call.encode();
        }
        call.place(nextPlace());
        try {
            return orders.mayGo(shard, call, to == null ? null : to.startId());
        } catch (OverloadedException e) {
            services.journal().refused();
            throw e;
        }
    }

    /** False if this node does not own the shard any more. */
    private boolean deliver(Topology now, Shard shard, ProcessHost host, OutgoingCall call, boolean mayRunHere) {
        call.prepareLocal();
        if (!now.gates().isEmpty()) {
            call.leaveCaller();
        }
        boolean delivered = now.gates().hold(shard, call) || host.submit(call, mayRunHere);
        if (delivered) {
            arrived(call);
        }
        return delivered;
    }

    /** False if another view has come before the message was counted as under way, which may want it elsewhere. */
    private boolean send(Topology now, Node to, Shard shard, OutgoingCall call) {
        if (topology.get().view() != now.view()) {
            orders.left(call);
            return false;
        }
        transmit(to, shard, call);
        return true;
    }

    private void transmit(Node to, Shard shard, OutgoingCall call) {
        if (!processes.lease().holds(System.nanoTime())) {
            orders.left(call);
            throw Errors.partitioned(call.key());
        }
        call.address(pending.nextNumber(), to);
        pending.add(call);
        try {
            peers.send(
                    to.name(),
                    laneKey(shard),
                    call,
                    call.takenAt() != 0 || call.order() != null && call.order().isStalled());
        } catch (LaneFullException e) {
            pending.remove(call);
            services.journal().refused();
            orders.left(call);
            throw Errors.outboundFull(to.name(), e.capacity());
        } catch (LaneClosedException e) {
            call.notTaken("the node is gone");
        }
    }

    /** Messages of one shard keep their order. */
    private static int laneKey(Shard shard) {
        return 31 * shard.capability().hashCode() + shard.number();
    }

    private void succeed(OutgoingCall call, String from, Message.Result result) {
        Object value;
        try {
            value = services.payloads().decodeReply(result.value(), call.expected());
        } catch (CodecException e) {
            call.fail(Errors.reply(call.key(), e.getMessage()));
            return;
        }
        call.succeed(new ProcessRef(from, call.capability(), call.type(), call.id(), result.incarnation()), value);
    }

    private void tellWithdrawn(Node node, OutgoingCall call) {
        try {
            peers.send(node.name(), laneKey(shardOf(call)), new Cancellation(call.correlation()), false);
        } catch (LaneFullException | LaneClosedException e) {
            return; // best effort: the message runs, and its answer finds nobody
        }
    }
}
