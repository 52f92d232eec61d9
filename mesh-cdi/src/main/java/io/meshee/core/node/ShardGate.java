package io.meshee.core.node;

import io.meshee.core.process.Invocation;
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
    private final Queue<Invocation> held = new ArrayDeque<>();
    private volatile boolean open;

    ShardGate(Set<String> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    /** Holds the message. False if the gate is open. */
    synchronized boolean hold(Invocation invocation) {
        return !open && held.add(invocation);
    }

    /** Forgets the owners that are not among those that still hold shards; opens when none is left. */
    synchronized boolean awaitOnly(Set<String> holders, Consumer<Invocation> release) {
        awaited.retainAll(holders);
        if (!open && awaited.isEmpty()) {
            open = true;
            held.forEach(release);
            held.clear();
        }
        return open;
    }

    /** Gives the held messages up: they are to be routed again. */
    synchronized void abandon() {
        open = true;
        held.forEach(Invocation::reroute);
        held.clear();
    }

    /** Whether the shard may be served; those that ask to have a message held wait until the held ones have gone on. */
    boolean isOpen() {
        return open;
    }

    synchronized Set<String> awaited() {
        return Set.copyOf(awaited);
    }
}
