package io.meshee.core.node;

import io.meshee.core.process.Invocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The gates of the shards that this node has gained and may not serve yet. */
final class ShardGates {

    static final ShardGates NONE = new ShardGates(Map.of());

    private final Map<Key, ShardGate> gates;

    ShardGates(Map<Key, ShardGate> gates) {
        this.gates = gates;
    }

    /** A shard of a capability. */
    record Key(String capability, int shard) {}

    boolean isEmpty() {
        return gates.isEmpty();
    }

    /**
     * Holds the message if its shard waits. False if the shard is open.
     *
     * @throws io.meshee.api.OverloadedException if the node has no place for it
     */
    boolean hold(String capability, int shard, Invocation invocation) {
        ShardGate gate = gates.isEmpty() ? null : gates.get(new Key(capability, shard));
        return gate != null && gate.hold(invocation);
    }

    /** Takes a withdrawn message out. */
    void remove(String capability, int shard, Invocation withdrawn) {
        ShardGate gate = gates.isEmpty() ? null : gates.get(new Key(capability, shard));
        if (gate != null) {
            gate.remove(withdrawn);
        }
    }

    boolean isOpen(String capability, int shard) {
        ShardGate gate = gates.isEmpty() ? null : gates.get(new Key(capability, shard));
        return gate == null || gate.isOpen();
    }

    /** Opens the gates for which none of these nodes is awaited, and gives what is left. */
    ShardGates awaitOnly(Set<String> holders, Consumer<Invocation> release) {
        Map<Key, ShardGate> left = new HashMap<>(gates);
        left.values().removeIf(gate -> gate.awaitOnly(holders, release));
        return left.isEmpty() ? NONE : new ShardGates(left);
    }

    /** Gives up what is held, and was taken by the view of that epoch: a newer view decides. */
    void abandon(long epoch) {
        gates.values().forEach(gate -> gate.abandon(epoch));
    }

    /** The shards that wait. */
    Set<Key> shards() {
        return gates.keySet();
    }

    /** The nodes that some gate waits for. */
    Set<String> awaited() {
        Set<String> all = new HashSet<>();
        gates.values().forEach(gate -> all.addAll(gate.awaited()));
        return all;
    }
}
