package io.meshee.core.node;

import io.meshee.core.process.ProcessRuntime;
import io.meshee.core.shard.ShardHash;
import java.util.function.Supplier;

/**
 * Which processes belong on this node by the newest view.
 *
 * @param node this node's name
 */
record LocalShards(String node, int shards, Supplier<Topology> topology) implements ProcessRuntime {

    @Override
    public long epoch() {
        return topology.get().epoch();
    }

    @Override
    public boolean mayServe(String capability, String id) {
        Topology now = topology.get();
        if (!now.member()) {
            return false;
        }
        int shard = ShardHash.shardOf(id, shards);
        return node.equals(now.table().owner(capability, shard)) && now.gates().isOpen(capability, shard);
    }
}
