package io.meshee.core.node;

import io.meshee.core.shard.Shard;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.wire.Message.StillHeld;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decides when the shards that this node has gained may be opened: each once its former owners have let go of it, by their own
 * word or the directory's, and everything has come that they had handed on before. Its decisions are made by one thread at a time.
 */
final class ShardTakeover {

    private final Supplier<BooleanSupplier> handedOn;
    private final Map<String, StillHeld> told = new ConcurrentHashMap<>();
    private final List<Coming> coming = new ArrayList<>();
    private volatile Set<String> holders = Set.of();
    private volatile boolean news;

    /**
     * Nothing is waited for yet.
     *
     * @param handedOn gives what tells, whenever it is asked, whether all that has come by now has found its place
     */
    ShardTakeover(Supplier<BooleanSupplier> handedOn) {
        this.handedOn = handedOn;
    }

    /** Shards whose former owners have let go of them, and whose messages have come and may still be on their way in. */
    private record Coming(Set<Shard> shards, BooleanSupplier handedOn) {}

    /**
     * Begins with a view.
     *
     * @param startIds of its members
     */
    void begin(Set<String> nowHolders, Set<String> startIds) {
        coming.clear();
        told.keySet().retainAll(startIds);
        holders = nowHolders;
        news = true;
    }

    /** What the directory says: the nodes that have not let go of everything. */
    void holders(Set<String> now) {
        if (!now.equals(holders)) {
            holders = now;
            news = true;
        }
    }

    /** What a former owner says. It may be ahead of this node by a view. */
    void told(String startId, StillHeld held) {
        told.put(startId, held);
        news = true;
    }

    /** Whether there is anything to decide. */
    boolean isPending() {
        return news || !coming.isEmpty();
    }

    /**
     * Those that may be opened now.
     *
     * @param delivered whether nothing that this node itself hands on waits for the shard
     */
    Set<Shard> ready(Topology now, Predicate<Shard> delivered) {
        if (news) {
            news = false;
            look(now);
        }
        Set<Shard> ready = new HashSet<>();
        for (Iterator<Coming> each = coming.iterator(); each.hasNext(); ) {
            Coming next = each.next();
            if (next.handedOn().getAsBoolean()) {
                next.shards().stream().filter(delivered).forEach(ready::add);
                next.shards().removeAll(ready);
                if (next.shards().isEmpty()) {
                    each.remove();
                }
            }
        }
        return ready;
    }

    private void look(Topology now) {
        Map<String, StillHeld> byNode = new HashMap<>();
        for (ViewMember member : now.view().members()) {
            StillHeld held = told.get(member.node().startId());
            if (held != null && held.epoch() == now.epoch() && held.lineage().equals(now.lineage())) {
                byNode.put(member.node().name(), held);
            }
        }
        Set<String> holding = holders;
        Set<Shard> free = now.gates().free((node, shard) -> holding.contains(node) && !isFree(byNode.get(node), shard));
        coming.forEach(each -> free.removeAll(each.shards()));
        if (!free.isEmpty()) {
            coming.add(new Coming(free, handedOn.get()));
        }
    }

    private static boolean isFree(StillHeld held, Shard shard) {
        if (held == null) {
            return false;
        }
        BitSet numbers = held.shards().get(shard.capability());
        return numbers == null || !numbers.get(shard.number());
    }
}
