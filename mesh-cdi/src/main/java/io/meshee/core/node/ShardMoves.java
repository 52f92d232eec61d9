package io.meshee.core.node;

import io.meshee.api.ShardsMoved;
import io.meshee.core.shard.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What shards a node gains and loses from one routing table to the next. Pure. */
final class ShardMoves {

    private ShardMoves() {}

    /**
     * One for each capability of which a shard moved to or from the node, by name.
     *
     * @param before {@code null} if the node owned nothing
     * @param after {@code null} if it owns nothing any more
     */
    static List<ShardsMoved> of(String node, long epoch, RoutingTable before, RoutingTable after) {
        SortedSet<String> capabilities = new TreeSet<>();
        if (before != null) {
            capabilities.addAll(before.capabilities());
        }
        if (after != null) {
            capabilities.addAll(after.capabilities());
        }
        List<ShardsMoved> moves = new ArrayList<>();
        for (String capability : capabilities) {
            ShardsMoved moved = new ShardsMoved(
                    capability,
                    epoch,
                    ownedOnlyIn(after, before, node, capability),
                    ownedOnlyIn(before, after, node, capability));
            if (!moved.gained().isEmpty() || !moved.lost().isEmpty()) {
                moves.add(moved);
            }
        }
        return moves;
    }

    private static List<Integer> ownedOnlyIn(RoutingTable one, RoutingTable other, String node, String capability) {
        List<Integer> shards = new ArrayList<>();
        for (int shard = 0; one != null && shard < one.shards(); shard++) {
            if (owns(one, node, capability, shard) && !owns(other, node, capability, shard)) {
                shards.add(shard);
            }
        }
        return shards;
    }

    private static boolean owns(RoutingTable table, String node, String capability, int shard) {
        return table != null && node.equals(table.owner(capability, shard));
    }
}
