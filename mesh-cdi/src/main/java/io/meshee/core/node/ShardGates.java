package io.meshee.core.node;

import io.meshee.core.process.Invocation;
import io.meshee.core.shard.Shard;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The gates of the shards that this node has gained and may not serve yet. */
final class ShardGates {

    static final ShardGates NONE = new ShardGates(Map.of(), (nodes, shard) -> {});

    private final Map<Shard, ShardGate> gates;
    private final Wishes wishes;

    ShardGates(Map<Shard, ShardGate> gates, Wishes wishes) {
        this.gates = gates;
        this.wishes = wishes;
    }

    /** Is told of each shard for which a first message waits. */
    @FunctionalInterface
    interface Wishes {

        /** Asks these nodes to let go of the shard before others. */
        void want(Set<String> nodes, Shard shard);
    }

    boolean isEmpty() {
        return gates.isEmpty();
    }

    /**
     * Holds the message if its shard waits. False if the shard is open.
     *
     * @throws io.meshee.api.OverloadedException if the node has no place for it
     */
    boolean hold(Shard shard, Invocation invocation) {
        ShardGate gate = gate(shard);
        if (gate == null || !gate.hold(invocation)) {
            return false;
        }
        Set<String> wanted = gate.wish();
        if (!wanted.isEmpty()) {
            wishes.want(wanted, shard);
        }
        return true;
    }

    /** Takes a withdrawn message out. */
    void remove(Shard shard, Invocation withdrawn) {
        ShardGate gate = gate(shard);
        if (gate != null) {
            gate.remove(withdrawn);
        }
    }

    boolean isOpen(Shard shard) {
        ShardGate gate = gate(shard);
        return gate == null || gate.isOpen();
    }

    /**
     * The shards that need not wait any more.
     *
     * @param holds whether a former owner has not let go of a shard yet
     */
    Set<Shard> free(BiPredicate<String, Shard> holds) {
        return gates.entrySet().stream()
                .filter(each -> each.getValue().isFree(node -> holds.test(node, each.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Opens the gates of these shards, and gives what is left. */
    ShardGates open(Collection<Shard> shards, Consumer<Invocation> release) {
        Map<Shard, ShardGate> left = new HashMap<>(gates);
        for (Shard shard : shards) {
            ShardGate gate = left.remove(shard);
            if (gate != null) {
                gate.open(release);
            }
        }
        return left.isEmpty() ? NONE : new ShardGates(left, wishes);
    }

    /** Gives up what is held, and was taken by the view of that epoch: a newer view decides. */
    void abandon(long epoch) {
        gates.values().forEach(gate -> gate.abandon(epoch));
    }

    /** The shards that wait. */
    Set<Shard> shards() {
        return gates.keySet();
    }

    private ShardGate gate(Shard shard) {
        return gates.isEmpty() ? null : gates.get(shard);
    }
}
