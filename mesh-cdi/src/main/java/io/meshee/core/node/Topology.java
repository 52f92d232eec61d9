package io.meshee.core.node;

import io.meshee.core.shard.RoutingTable;
import io.meshee.core.view.View;

/**
 * What a message is routed by: one view, the table computed from it, and the shards that wait for their former owners.
 * Immutable; a call reads it once.
 *
 * @param view {@code null} before the first
 * @param member whether this node is in the view
 */
record Topology(View view, RoutingTable table, boolean member, ShardGates gates) {

    long epoch() {
        return view == null ? 0 : view.epoch();
    }

    String lineage() {
        return view == null ? "" : view.lineage();
    }

    /** The table if this node may own shards by it, else {@code null}. */
    RoutingTable ownTable() {
        return member ? table : null;
    }

    Topology withGates(ShardGates others) {
        return new Topology(view, table, member, others);
    }
}
