package io.meshee.core.node;

import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Outgoing;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Lost;
import io.meshee.core.shard.Shard;
import io.meshee.core.wire.Message;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What this node has lost by one view and not let go of yet. Tells each new owner which of its shards are among that,
 * whenever they have become fewer, so that it need not wait for all of them. Used by one thread at a time.
 */
final class ShardHandover {

    /** One for all, so that no older word comes after a newer one. */
    private static final int LANE = 0;

    private final String lineage;
    private final long epoch;
    private final Function<Shard, String> newOwner;
    private final Peers peers;
    private final Map<Shard, Collection<Lost>> ending = new HashMap<>();
    private final List<Report> reports;
    private boolean begun;

    /**
     * A handover of which nothing is told yet.
     *
     * @param newOwner the node that has a shard by the view
     * @param gaining the nodes that may wait for this one
     */
    ShardHandover(
            String lineage, long epoch, Function<Shard, String> newOwner, Collection<String> gaining, Peers peers) {
        this.lineage = lineage;
        this.epoch = epoch;
        this.newOwner = newOwner;
        this.peers = peers;
        this.reports = gaining.stream().map(Report::new).toList();
    }

    /** The process has been told to end. */
    void add(Lost process) {
        ending.computeIfAbsent(process.shard(), shard -> new ArrayList<>(2)).add(process);
    }

    /** Forgets the processes that have ended. Whether none is left. */
    boolean isOver() {
        ending.values().removeIf(ofShard -> {
            ofShard.removeIf(Lost::isOver);
            return ofShard.isEmpty();
        });
        return ending.isEmpty();
    }

    /**
     * Tells what has changed. Where nothing ever was held the directory says so as fast.
     *
     * @param alsoHeld shards without a process that cannot be let go of yet
     */
    void tell(Collection<Shard> alsoHeld) {
        Set<Shard> held = new HashSet<>(ending.keySet());
        held.addAll(alsoHeld);
        if (held.isEmpty() && !begun) {
            return;
        }
        begun = true;
        Map<String, Map<String, BitSet>> byOwner = new HashMap<>();
        for (Shard shard : held) {
            String owner = newOwner.apply(shard);
            byOwner.computeIfAbsent(owner, node -> new HashMap<>())
                    .computeIfAbsent(shard.capability(), capability -> new BitSet())
                    .set(shard.number());
        }
        reports.forEach(report -> report.tell(byOwner.getOrDefault(report.to, Map.of())));
    }

    /** What one node is told: one message at a time, and always of the newest. */
    private final class Report implements Outgoing {

        private final String to;
        private final AtomicBoolean underWay = new AtomicBoolean();
        private volatile Map<String, BitSet> newest;
        private volatile Map<String, BitSet> told;

        Report(String to) {
            this.to = to;
        }

        void tell(Map<String, BitSet> held) {
            newest = held;
            if (!held.equals(told) && underWay.compareAndSet(false, true)) {
                try {
                    peers.send(to, LANE, this, true);
                } catch (LaneFullException | LaneClosedException e) {
                    underWay.set(false); // it is told again at the next look, as long as there is a way to it
                }
            }
        }

        @Override
        public Message toWire(long now) {
            told = newest;
            return new Message.StillHeld(0, lineage, epoch, told);
        }

        @Override
        public int size() {
            return 64 + newest.values().stream().mapToInt(BitSet::size).sum() / Byte.SIZE;
        }

        @Override
        public void taken() {
            underWay.set(false);
        }

        @Override
        public void moved() {
            underWay.set(false); // it is for a node, not for a process
        }

        @Override
        public void notTaken(String reason) {
            lost(reason);
        }

        @Override
        public void lost(String reason) {
            told = null;
            underWay.set(false);
        }
    }
}
