package io.meshee.core.node;

import io.meshee.core.process.Invocation;
import io.meshee.core.process.WaitingPlaces;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the messages of one shard, in order, until its former owners have let go of it. Opens once and for all.
 */
final class ShardGate {

    private final Set<String> awaited;
    private final WaitingPlaces places;
    private final Queue<Invocation> held = new ArrayDeque<>();
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
        return held.add(invocation);
    }

    /** Takes a withdrawn message out, to free its place. */
    synchronized void remove(Invocation withdrawn) {
        if (held.remove(withdrawn)) {
            places.give();
        }
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

    /** Gives the held messages up: they are to be routed again. */
    synchronized void abandon() {
        open = true;
        empty(Invocation::reroute);
    }

    /** Whether the shard may be served; those that ask to have a message held wait until the held ones have gone on. */
    boolean isOpen() {
        return open;
    }

    synchronized Set<String> awaited() {
        return Set.copyOf(awaited);
    }

    private void empty(Consumer<Invocation> release) {
        for (Invocation next = held.poll(); next != null; next = held.poll()) {
            places.give();
            release.accept(next);
        }
    }
}
