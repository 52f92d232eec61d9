package io.meshee.core.node;

import io.meshee.core.process.WaitingPlaces;
import io.meshee.core.shard.RoutingTable;
import io.meshee.core.shard.Shard;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.Ownership;
import io.meshee.spi.Member;
import io.meshee.spi.ShardStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes, from views alone, who owns a shard and whom its new owner must wait for. */
final class Placement {

    private final String self;
    private final int shards;
    private final ShardStrategy strategy;

    Placement(String self, int shards, ShardStrategy strategy) {
        this.self = self;
        this.shards = shards;
        this.strategy = strategy;
    }

    RoutingTable table(List<Node> owners) {
        return RoutingTable.of(
                owners.stream()
                        .map(node -> new RoutingTable.Node(
                                new Member(node.name(), node.weight(), node.zone()), node.capabilities()))
                        .toList(),
                shards,
                strategy);
    }

    /**
     * The shards that this node owns by the view and that another member owned in a view that may not be settled.
     *
     * @param holders the nodes that have not yet let go of what they lost, or are not yet proven to have stopped
     * @param before the gates by the view before: those of shards that are still this node's stand until the directory has
     *     been looked at again, so that nothing overtakes what they hold
     * @param places for the messages that are held
     * @param wishes is told when a message waits for former owners
     */
    ShardGates gates(
            View view,
            RoutingTable table,
            Set<String> holders,
            ShardGates before,
            WaitingPlaces places,
            ShardGates.Wishes wishes) {
        Map<Shard, Set<String>> awaited = new HashMap<>();
        before.shards().stream()
                .filter(key -> self.equals(table.owner(key.capability(), key.number())))
                .forEach(key -> awaited.put(key, new HashSet<>()));
        for (Ownership past : view.unsettled()) {
            Set<String> sameStarts = new HashSet<>();
            past.owners().stream()
                    .map(Node::name)
                    .filter(holders::contains)
                    .filter(name -> !name.equals(self))
                    .forEach(sameStarts::add);
            if (!sameStarts.isEmpty()) {
                addFormerOwners(awaited, table, table(past.owners()), sameStarts);
            }
        }
        if (awaited.isEmpty()) {
            return ShardGates.NONE;
        }
        Map<Shard, ShardGate> gates = new HashMap<>();
        awaited.forEach((key, names) -> gates.put(key, new ShardGate(names, places)));
        return new ShardGates(gates, wishes);
    }

    private void addFormerOwners(
            Map<Shard, Set<String>> awaited, RoutingTable now, RoutingTable past, Set<String> holders) {
        for (String capability : now.capabilities()) {
            if (!past.capabilities().contains(capability)) {
                continue;
            }
            for (int shard = 0; shard < shards; shard++) {
                String former = past.owner(capability, shard);
                if (self.equals(now.owner(capability, shard)) && holders.contains(former)) {
                    awaited.computeIfAbsent(new Shard(capability, shard), key -> new HashSet<>())
                            .add(former);
                }
            }
        }
    }
}
