package io.meshee.core.node;

import io.meshee.core.process.Invocation;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the messages of one shard until its former owners have let go of it: first what those had taken and hand on, the
 * oldest view's first, then what comes to this node itself; each in the order of arrival. Opens once and for all.
 */
final class ShardGate {

    private final Set<String> awaited;
    private final Queue<Held> held = new PriorityQueue<>(Held.AGE);
    private long arrivals;
    private volatile boolean open;

    ShardGate(Set<String> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    /** A message at the gate. What comes to this node itself has no place but that of its arrival. */
    private record Held(Invocation invocation, long takenAt, long place, long arrival) {

        private static final Comparator<Held> AGE = Comparator.comparingLong(Held::takenAt)
                .thenComparingLong(Held::place)
                .thenComparingLong(Held::arrival);

        static Held of(Invocation invocation, long arrival) {
            long takenAt = invocation.takenAt();
            return takenAt == 0
                    ? new Held(invocation, Long.MAX_VALUE, 0, arrival)
                    : new Held(invocation, takenAt, invocation.place(), arrival);
        }
    }

    /** Holds the message. False if the gate is open. */
    synchronized boolean hold(Invocation invocation) {
        return !open && held.add(Held.of(invocation, arrivals++));
    }

    /** Forgets the owners that are not among those that still hold shards; opens when none is left. */
    synchronized boolean awaitOnly(Set<String> holders, Consumer<Invocation> release) {
        awaited.retainAll(holders);
        if (!open && awaited.isEmpty()) {
            open = true;
            empty(release);
        }
        return open;
    }

    /**
     * Gives the held messages up: they are to be routed again.
     *
     * @param epoch that of the view by which they were taken
     */
    synchronized void abandon(long epoch) {
        open = true;
        empty(invocation -> {
            invocation.takenAt(epoch);
            invocation.reroute();
        });
    }

    /** Whether the shard may be served; those that ask to have a message held wait until the held ones have gone on. */
    boolean isOpen() {
        return open;
    }

    synchronized Set<String> awaited() {
        return Set.copyOf(awaited);
    }

    private void empty(Consumer<Invocation> process) {
        for (Held next = held.poll(); next != null; next = held.poll()) {
            process.accept(next.invocation());
        }
    }
}
