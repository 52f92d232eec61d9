package io.meshee.core.node;

import io.meshee.core.lease.Lease;
import io.meshee.core.process.ProcessRuntime;
import io.meshee.core.reminder.Ownership;
import io.meshee.core.shard.Shard;
import io.meshee.core.shard.ShardHash;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which shards, and so which processes, belong on this node by the newest view.
 *
 * @param node this node's name
 */
record LocalShards(String node, int count, Supplier<Topology> topology, Supplier<Lease> leases)
        implements ProcessRuntime, Ownership {

    @Override
    public long epoch() {
        return topology.get().epoch();
    }

    @Override
    public Lease lease() {
        return leases.get();
    }

    @Override
    public int shardOf(String id) {
        return ShardHash.shardOf(id, count);
    }

    @Override
    public boolean mayServe(String capability, String id) {
        return owns(capability, shardOf(id));
    }

    @Override
    public boolean owns(String capability, int shard) {
        return owns(topology.get(), capability, shard);
    }

    @Override
    public Object version() {
        return topology.get();
    }

    @Override
    public Map<String, BitSet> shards() {
        Topology now = topology.get();
        Map<String, BitSet> all = new HashMap<>();
        if (now.member()) {
            for (String capability : now.table().capabilities()) {
                BitSet owned = new BitSet(count);
                for (int shard = 0; shard < count; shard++) {
                    owned.set(shard, owns(now, capability, shard));
                }
                all.put(capability, owned);
            }
        }
        return all;
    }

    private boolean owns(Topology now, String capability, int shard) {
        return now.member()
                && node.equals(now.table().owner(capability, shard))
                && (now.gates().isEmpty() || now.gates().isOpen(new Shard(capability, shard)));
    }
}
