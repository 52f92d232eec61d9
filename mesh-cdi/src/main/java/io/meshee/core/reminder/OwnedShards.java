package io.meshee.core.reminder;

import io.meshee.core.shard.Shard;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns when the shards of this node have something due: all that are new to it as soon as they are, and then a few each
 * second, in turn, in case something was set past their owner. Used by one thread.
 */
final class OwnedShards {

    /** How many shards are asked about each second. */
    static final int AUDITED = 64;

    private final ReminderStore store;
    private final Ownership ownership;
    private final DueShards looks;
    private final Map<String, BitSet> known = new HashMap<>();
    private Object version;
    private List<Shard> owned = List.of();
    private int audited;

    OwnedShards(ReminderStore store, Ownership ownership, DueShards looks) {
        this.store = store;
        this.ownership = ownership;
        this.looks = looks;
    }

    /** Follows the newest view. If the store does not answer, the shards that are not known yet stay for the next time. */
    void follow() throws UnavailableException {
        Object newest = ownership.version();
        if (newest == version) {
            return;
        }
        Map<String, BitSet> now = ownership.shards();
        known.keySet().retainAll(now.keySet());
        owned = list(now);
        for (Map.Entry<String, BitSet> each : now.entrySet()) {
            BitSet ours = each.getValue();
            BitSet before = known.computeIfAbsent(each.getKey(), capability -> new BitSet());
            before.and(ours);
            BitSet gained = (BitSet) ours.clone();
            gained.andNot(before);
            if (!gained.isEmpty()) {
                learn(each.getKey(), gained.stream().boxed().toList());
                before.or(gained);
            }
        }
        version = newest;
    }

    /** Asks about the next few. */
    void audit() throws UnavailableException {
        Map<String, List<Integer>> asked = new HashMap<>();
        for (int i = Math.min(AUDITED, owned.size()); i > 0; i--) {
            audited = (audited + 1) % owned.size();
            Shard shard = owned.get(audited);
            asked.computeIfAbsent(shard.capability(), capability -> new ArrayList<>())
                    .add(shard.number());
        }
        for (Map.Entry<String, List<Integer>> each : asked.entrySet()) {
            learn(each.getKey(), each.getValue());
        }
    }

    private void learn(String capability, List<Integer> shards) throws UnavailableException {
        for (Map.Entry<Integer, Instant> each :
                store.earliest(capability, shards).entrySet()) {
            looks.add(new Shard(capability, each.getKey()), each.getValue());
        }
    }

    private static List<Shard> list(Map<String, BitSet> shards) {
        List<Shard> all = new ArrayList<>();
        shards.forEach(
                (capability, numbers) -> numbers.stream().forEach(number -> all.add(new Shard(capability, number))));
        return all;
    }
}
