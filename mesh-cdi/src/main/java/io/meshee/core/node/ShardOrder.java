package io.meshee.core.node;

import io.meshee.core.shard.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Keeps the order of what this node sends to one shard. Messages are under way, in their lane, to one owner at a time;
 * what is for another owner waits until that one has taken those, or they have come back. What comes back goes first.
 *
 * <pre>
 *          a message for another owner, or one that came back
 *   FLOWS ───────────────────────────────────────────────────▶ STALLED
 *     ▲                                                           │
 *     └──── all that waited has been routed again, in order ──────┘
 * </pre>
 *
 * Exists only while messages are under way or wait.
 */
final class ShardOrder {

    /** What was taken by the oldest view comes first, what was not taken yet last; else the order of sending decides. */
    private static final Comparator<OutgoingCall> AGE = Comparator.<OutgoingCall>comparingLong(
                    call -> call.takenAt() == 0 ? Long.MAX_VALUE : call.takenAt())
            .thenComparingLong(OutgoingCall::place);

    private final Shard shard;
    private final ShardOrders all;
    private final PriorityQueue<OutgoingCall> waiting = new PriorityQueue<>(1, AGE); // as a rule nothing waits
    private Leg leg;
    private volatile boolean stalled;
    private boolean routing;
    private boolean disturbed;
    private boolean over;
    private long notBefore;

    ShardOrder(Shard shard, ShardOrders all) {
        this.shard = shard;
        this.all = all;
    }

    /** Those of the messages that are under way to one start of a node. */
    static final class Leg {

        private final String startId;
        private int underWay;
        private boolean outdated;

        Leg(String startId) {
            this.startId = startId;
        }
    }

    /** What becomes of a message that asks for its turn. */
    enum Turn {
        /** It may go now. */
        GO,
        /** It waits here. */
        WAIT,
        /** Another has to be asked first: this order is over, or an older message is there. */
        ASK_AGAIN
    }

    Shard shard() {
        return shard;
    }

    boolean isStalled() {
        return stalled;
    }

    /**
     * Asks for a message's turn. If it may go to a node it counts as under way from then on.
     *
     * @param to the start of the node that owns the shard; {@code null} if that is this one
     */
    synchronized Turn enter(OutgoingCall call, String to) {
        if (over) {
            return Turn.ASK_AGAIN;
        }
        if (stalled || isUnderWayElsewhere(to)) {
            all.requireRoom(call);
            await(call);
            return Turn.WAIT;
        }
        setOff(call, to);
        return Turn.GO;
    }

    /** The message is not under way any more: it was taken, has ended, or is lost. */
    synchronized void left(OutgoingCall call) {
        leave(call);
        settle();
    }

    /** The message was not taken, and waits for its turn again. False if this order is over. */
    synchronized boolean comeBack(OutgoingCall call, long earliest) {
        leave(call);
        if (over) {
            return false;
        }
        notBefore = earliest;
        disturbed = true;
        await(call);
        return true;
    }

    /** Whether the message, which waits in its lane, has to let an older one go first. */
    boolean isBehind(OutgoingCall call) {
        return stalled && isBehindWaiting(call);
    }

    private synchronized boolean isBehindWaiting(OutgoingCall call) {
        return !waiting.isEmpty() && AGE.compare(waiting.peek(), call) < 0;
    }

    /** Takes a message out that nobody waits for any more. */
    synchronized void remove(OutgoingCall call) {
        if (waiting.remove(call)) {
            all.waits(-1);
            settle();
        }
    }

    /** Takes out the messages without a waiting caller whose deadline has passed. */
    synchronized List<OutgoingCall> takeOverdue(long now) {
        List<OutgoingCall> overdue = new ArrayList<>();
        for (OutgoingCall call : waiting) {
            if (!call.wantsReply() && call.deadline() - now <= 0) {
                overdue.add(call);
            }
        }
        overdue.forEach(this::remove);
        return overdue;
    }

    /** Takes out everything that waits. */
    synchronized List<OutgoingCall> takeAll() {
        List<OutgoingCall> taken = new ArrayList<>(waiting);
        taken.forEach(this::remove);
        return taken;
    }

    /** Another view is there: who owns the shard now, {@code null} if this node or none. */
    synchronized void viewInstalled(String owner) {
        if (leg != null) {
            leg.outdated = !leg.startId.equals(owner);
            if (leg.outdated) {
                stall();
            }
        }
    }

    /** What is under way to other starts than these is not waited for. */
    synchronized void retain(Set<String> startIds) {
        if (leg != null && !startIds.contains(leg.startId)) {
            leg = null;
            settle();
        }
    }

    /**
     * The message whose turn is next; {@code null} if none waits, or has its turn yet. Nothing is under way when the first
     * gets it, and as soon as one comes back, no other does: it could overtake that one. Called by one thread.
     */
    synchronized OutgoingCall next(long now) {
        if (!routing && leg == null && notBefore - now <= 0) {
            routing = true;
            disturbed = false;
        }
        return routing && !disturbed ? waiting.peek() : null;
    }

    /** As {@link #enter}, for the message whose turn is next. */
    synchronized Turn resume(OutgoingCall call, String to) {
        if (waiting.peek() != call) {
            return Turn.ASK_AGAIN;
        }
        if (disturbed || isUnderWayElsewhere(to)) {
            return Turn.WAIT;
        }
        waiting.poll();
        all.waits(-1);
        setOff(call, to);
        return Turn.GO;
    }

    /** No more is routed for now. Called by the thread that asked for the next. */
    synchronized void routed() {
        routing = false;
        if (waiting.isEmpty() && (leg == null || !leg.outdated)) {
            flow();
        }
        settle();
    }

    private boolean isUnderWayElsewhere(String to) {
        return leg != null && !leg.startId.equals(to);
    }

    private void setOff(OutgoingCall call, String to) {
        if (to != null) {
            if (leg == null) {
                leg = new Leg(to);
            }
            leg.underWay++;
            call.leg(leg);
        }
    }

    private void leave(OutgoingCall call) {
        Leg left = call.leg();
        call.leg(null);
        if (left != null && --left.underWay == 0 && left == leg) {
            leg = null;
        }
    }

    private void await(OutgoingCall call) {
        stall();
        waiting.add(call);
        all.waits(1);
    }

    private void stall() {
        if (!stalled) {
            stalled = true;
            all.stalls(1);
        }
    }

    private void flow() {
        if (stalled) {
            stalled = false;
            all.stalls(-1);
        }
    }

    private void settle() {
        if (leg == null && waiting.isEmpty() && !routing && !over) {
            over = true;
            flow();
            all.remove(this);
        }
    }
}
