package io.meshee.core.node;

import io.meshee.core.process.Invocation;
import io.meshee.core.process.WaitingPlaces;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds the messages of one shard until its former owners have let go of it: first what those had taken and hand on, the
 * oldest view's first, then what comes to this node itself; each in the order of arrival. Opens once and for all.
 */
final class ShardGate {

    private final Set<String> awaited;
    private final WaitingPlaces places;
    private final Map<Invocation, Held> held = new HashMap<>();
    private long arrivals;
    private boolean wished;
    private volatile boolean open;

    /**
     * A gate that is shut.
     *
     * @param places each message that is held takes one of
     */
    ShardGate(Set<String> awaited, WaitingPlaces places) {
        this.awaited = new HashSet<>(awaited);
        this.places = places;
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

    /**
     * Holds the message. False if the gate is open.
     *
     * @throws io.meshee.api.OverloadedException if the node has no place for it
     */
    synchronized boolean hold(Invocation invocation) {
        if (open) {
            return false;
        }
        places.take();
        held.put(invocation, Held.of(invocation, arrivals++));
        return true;
    }

    /** Takes a withdrawn message out, to free its place. */
    synchronized void remove(Invocation withdrawn) {
        if (held.remove(withdrawn) != null) {
            places.give();
        }
    }

    /** Forgets the owners that have let go of the shard. Whether none is left. */
    synchronized boolean isFree(Predicate<String> holds) {
        awaited.removeIf(holds.negate());
        return awaited.isEmpty();
    }

    /** Those who are to be asked to hurry; nobody if they have been. */
    synchronized Set<String> wish() {
        if (wished) {
            return Set.of();
        }
        wished = true;
        return Set.copyOf(awaited);
    }

    /** Lets the messages through. */
    synchronized void open(Consumer<Invocation> release) {
        open = true;
        empty(release);
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

    private void empty(Consumer<Invocation> process) {
        List<Held> inOrder = held.values().stream().sorted(Held.AGE).toList();
        held.clear();
        for (Held next : inOrder) {
            places.give();
            process.accept(next.invocation());
        }
    }
}
