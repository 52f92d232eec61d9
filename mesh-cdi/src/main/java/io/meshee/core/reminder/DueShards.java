package io.meshee.core.reminder;

import io.meshee.core.shard.Shard;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When to look at which shard next: at most one time for each. A shard that is not here has nothing due, so that what
 * there is to do does not grow with the number of shards.
 */
final class DueShards {

    private record Look(Instant time, Shard shard) implements Comparable<Look> {
        @Override
        public int compareTo(Look other) {
            int byTime = time.compareTo(other.time);
            int byNumber = byTime != 0 ? byTime : Integer.compare(shard.number(), other.shard.number());
            return byNumber != 0 ? byNumber : shard.capability().compareTo(other.shard.capability());
        }
    }

    private final TreeSet<Look> order = new TreeSet<>();
    private final Map<Shard, Look> byShard = new HashMap<>();

    /** Looks at the shard at that time, or before if that is wanted already. */
    synchronized void add(Shard shard, Instant time) {
        Look present = byShard.get(shard);
        if (present != null && !time.isBefore(present.time())) {
            return;
        }
        Look next = new Look(time, shard);
        byShard.put(shard, next);
        order.add(next);
        if (present != null) {
            order.remove(present);
        }
    }

    /** Takes the shard that is to be looked at first, if it is time. */
    synchronized Optional<Shard> poll(Instant now) {
        if (order.isEmpty() || order.first().time().isAfter(now)) {
            return Optional.empty();
        }
        Shard shard = order.pollFirst().shard();
        byShard.remove(shard);
        return Optional.of(shard);
    }

    /** When a shard is to be looked at next; empty if none is. */
    synchronized Optional<Instant> next() {
        return order.isEmpty() ? Optional.empty() : Optional.of(order.first().time());
    }

    synchronized int size() {
        return order.size();
    }
}
