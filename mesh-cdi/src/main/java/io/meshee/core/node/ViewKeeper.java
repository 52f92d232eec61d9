package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.PassivationReason;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import io.meshee.core.event.NodeEvents;
import io.meshee.core.lease.Heartbeats;
import io.meshee.core.peer.Inbox;
import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.reminder.NodeReminders;
import io.meshee.core.shard.RoutingTable;
import io.meshee.core.shard.Shard;
import io.meshee.core.view.MemberRecord;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.Membership;
import io.meshee.core.view.View;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.view.ViewPlanner;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes this node from view to view: computes the routing table, closes what was lost, opens what was gained once its
 * former owners have let go of it, and reports when everything lost is let go of.
 */
final class ViewKeeper implements Membership.Listener {

    private static final Logger LOG = System.getLogger(ViewKeeper.class.getName());
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String name;
    private final String startId;
    private final long drainNanos;
    private final NodeEvents events;
    private final Placement placement;
    private final Supplier<ProcessTable> processes;
    private final Supplier<Router> router;
    private final Supplier<Inbox> inbox;
    private final Supplier<Membership> membership;
    private final Supplier<NodeReminders> reminders;
    private final Supplier<Heartbeats> heartbeats;
    private final Supplier<Peers> peers;
    private final Object arrival = new Object();
    private final ReentrantLock transitions = new ReentrantLock();
    private final ShardTakeover takeover;
    private BooleanSupplier takenBefore = () -> true;
    private ShardHandover handover;
    private long nextLook;
    private long fenceAt;
    private volatile Topology topology = new Topology(null, null, false, ShardGates.NONE);

    ViewKeeper(
            NodeParts parts,
            NodeEvents events,
            Supplier<ProcessTable> processes,
            Supplier<Router> router,
            Supplier<Inbox> inbox,
            Supplier<Membership> membership,
            Supplier<NodeReminders> reminders,
            Supplier<Heartbeats> heartbeats,
            Supplier<Peers> peers) {
        this.name = parts.name();
        this.startId = parts.startId();
        this.drainNanos = parts.settings().drainTimeout().toNanos();
        this.events = events;
        this.placement = new Placement(parts.name(), parts.settings().shards(), parts.strategy());
        this.processes = processes;
        this.router = router;
        this.inbox = inbox;
        this.membership = membership;
        this.reminders = reminders;
        this.heartbeats = heartbeats;
        this.peers = peers;
        this.takeover = new ShardTakeover(() -> inbox.get().handedOn());
    }

    Topology topology() {
        return topology;
    }

    @Override
    public void installed(View view) {
        Topology before;
        transitions.lock();
        try {
            before = topology;
            goOverTo(view);
        } finally {
            transitions.unlock();
        }
        synchronized (arrival) {
            arrival.notifyAll();
        }
        tell(before, topology);
        heartbeats.get().beatNow();
        LOG.log(Level.INFO, () -> "MESH00730: view " + view.epoch() + " of " + describe(view));
    }

    private void goOverTo(View view) {
        Topology before = topology;
        RoutingTable table = placement.table(view.owners());
        Set<String> holders = holders(view, other -> true);
        boolean inView = isIn(view);
        ShardGates gates = inView
                ? placement.gates(
                        view, table, holders, before.gates(), processes.get().places(), this::want)
                : ShardGates.NONE;
        boolean member = inView && (before.member() || holdsLease());
        Topology next = new Topology(view, table, member, gates);
        List<Node> nodes =
                router.get().changeView(() -> topology = next, () -> letGo(before, next), before.view(), view);
        Set<String> startIds = nodes.stream().map(Node::startId).collect(Collectors.toSet());
        takeover.begin(holders, startIds);
        fenceAt = System.nanoTime() + drainNanos;
        takenBefore = inbox.get().handedOn();
        inbox.get().retain(startIds);
    }

    private void letGo(Topology before, Topology now) {
        before.gates().abandon(before.epoch());
        View view = now.view();
        ShardHandover next = new ShardHandover(
                view.lineage(),
                view.epoch(),
                shard -> now.table().owner(shard.capability(), shard.number()),
                gainingFromHere(view),
                peers.get());
        PassivationReason reason = isLeaving(view) ? PassivationReason.STOP : PassivationReason.HANDOFF;
        processes.get().hosts().forEach(host -> host.closeForeign(reason, next::add));
        handover = isIn(view) ? next : null;
    }

    /** The nodes that may wait for this one to let go of something. */
    private List<String> gainingFromHere(View view) {
        boolean isFormerOwner = view.unsettled().stream()
                .flatMap(ownership -> ownership.owners().stream())
                .anyMatch(owner -> owner.name().equals(name));
        return isFormerOwner
                ? view.owners().stream()
                        .map(Node::name)
                        .filter(other -> !other.equals(name))
                        .toList()
                : List.of();
    }

    /** Messages of that shard have come here and wait for these nodes. */
    private void want(Set<String> nodes, Shard shard) {
        Notice wish = new Notice(new Message.Wanted(0, shard), 32, () -> {});
        nodes.forEach(node -> want(node, wish, shard.hashCode()));
    }

    private void want(String node, Notice wish, int lane) {
        try {
            peers.get().send(node, lane, wish, false);
        } catch (LaneFullException | LaneClosedException e) {
            return; // it lets go of the shard in its turn
        }
    }

    /** What the former owner of a shard of this node tells it, or the new one of a shard that it had. */
    void take(Batch.Header from, Message.Handover message) {
        if (message instanceof Message.StillHeld held) {
            takeover.told(from.senderStart(), held);
        } else if (message instanceof Message.Wanted wanted) {
            processes.get().want(wanted.shard());
        }
    }

    @Override
    public void recordsRead(View view, Map<String, MemberRecord> records) {
        heartbeats.get().askNewcomers();
        if (view == null) {
            return;
        }
        enter();
        takeover.holders(holders(view, other -> !ViewPlanner.hasReleased(view, records.get(other))));
        if (isIn(view) && !ViewPlanner.hasReleased(view, records.get(name))) {
            release(view);
        }
    }

    /** Tells the directory, if that is so, that this node has let go of everything it lost; else the next tick looks again. */
    private void release(View view) {
        boolean hasLetGo;
        transitions.lock();
        try {
            hasLetGo = topology.view() == view && hasLetGo();
        } finally {
            transitions.unlock();
        }
        if (hasLetGo) {
            membership.get().released(view.lineage(), view.epoch());
        }
    }

    /** A node that has come into the view takes work from when it first holds its lease; messages come back to it till then. */
    private void enter() {
        transitions.lock();
        try {
            Topology now = topology;
            if (!now.member() && isIn(now.view()) && holdsLease()) {
                topology = new Topology(now.view(), now.table(), true, now.gates());
                tellMoves(now, topology);
            }
        } finally {
            transitions.unlock();
        }
    }

    private boolean holdsLease() {
        return heartbeats.get().lease().holds(System.nanoTime());
    }

    private boolean isIn(View view) {
        return view.member(name)
                .filter(self -> self.node().startId().equals(startId))
                .isPresent();
    }

    /**
     * The nodes that shards may not be taken over from yet: members that have not let go of what they lost, and, as long as
     * it is not proven by a committed view that they have stopped, former owners that are no members any more.
     */
    private Set<String> holders(View view, Predicate<String> holds) {
        Stream<Node> past = heartbeats.get().standing().isCommitted()
                ? Stream.of()
                : view.unsettled().stream().flatMap(ownership -> ownership.owners().stream());
        Stream<Node> members = view.members().stream().map(ViewMember::node).filter(node -> holds.test(node.name()));
        return Stream.concat(past, members)
                .map(Node::name)
                .filter(other -> !other.equals(name))
                .collect(Collectors.toSet());
    }

    /** Lets go of shards, and opens others, as soon as that may be; fences what has had its time to end. Called by one thread, every few milliseconds. */
    void tick(long now) {
        if (!transitions.tryLock()) {
            return; // another view is being installed
        }
        try {
            open();
            if (handover != null && now - nextLook >= 0) {
                nextLook = now + LOOK_NANOS;
                handOver(now);
            }
        } finally {
            transitions.unlock();
        }
    }

    private void open() {
        Topology now = topology;
        if (!now.gates().isEmpty() && takeover.isPending()) {
            Set<Shard> handingOn = router.get().handingOn();
            Set<Shard> ready = takeover.ready(now, shard -> !handingOn.contains(shard));
            if (!ready.isEmpty()) {
                topology = now.withGates(now.gates().open(ready, this::admit));
            }
        }
    }

    private void handOver(long now) {
        if (now - fenceAt >= 0) {
            processes.get().hosts().forEach(ProcessHost::fenceForeign);
        }
        if (!takenBefore.getAsBoolean()) {
            return;
        }
        boolean isOver = handover.isOver(); // first: a process is gone only when its messages are among those handed on
        Set<Shard> held = router.get().handingOn();
        held.addAll(reminders.get().foreign());
        handover.tell(held);
        if (isOver && hasLetGo()) {
            handover = null;
            processes.get().wantNone();
            membership.get().refresh();
        }
    }

    /** Whether nothing is left here of what this node does not own, and all of its messages have been handed on. */
    private boolean hasLetGo() {
        return takenBefore.getAsBoolean()
                && processes.get().hosts().stream().noneMatch(ProcessHost::hasForeign)
                && router.get().handingOn().isEmpty()
                && reminders.get().foreign().isEmpty();
    }

    /** This node takes no more work: it is about to stop. */
    void resign() {
        transitions.lock();
        try {
            Topology now = topology;
            topology = new Topology(now.view(), now.table(), false, ShardGates.NONE);
            now.gates().abandon(now.epoch());
        } finally {
            transitions.unlock();
        }
    }

    /** Waits, half a second at most, until this node works by that view or a newer one. */
    void catchUp(String lineage, long epoch) {
        membership.get().refresh();
        long giveUp = System.nanoTime() + CATCH_UP_NANOS;
        synchronized (arrival) {
            while (!lineage.equals(topology.lineage()) || topology.epoch() < epoch) {
                long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                try {
                    arrival.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private boolean isLeaving(View view) {
        return view.member(name).filter(View.ViewMember::leaving).isPresent();
    }

    private void tell(Topology before, Topology now) {
        if (events.observed(ViewChanged.class)) {
            events.publish(new ViewChanged(View.forApplications(before.view()), View.forApplications(now.view())));
        }
        tellMoves(before, now);
    }

    private void tellMoves(Topology before, Topology now) {
        if (events.observed(ShardsMoved.class)) {
            ShardMoves.of(name, now.epoch(), before.ownTable(), now.ownTable()).forEach(events::publish);
        }
    }

    /** A held message goes on: its shard is open. */
    private void admit(Invocation held) {
        ProcessHost host = processes.get().host(held.capability(), held.type());
        try {
            if (!host.submit(held, false)) {
                held.reroute();
            }
        } catch (MeshException e) {
            if (held.start()) {
                held.fail(e);
            }
        }
    }

    private static String describe(View view) {
        return view.members().stream()
                .map(member ->
                        member.node().name() + member.node().capabilities() + (member.leaving() ? " leaving" : ""))
                .collect(Collectors.joining(", "));
    }
}
