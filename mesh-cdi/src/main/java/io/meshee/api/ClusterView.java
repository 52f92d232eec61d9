package io.meshee.api;

import java.util.List;
import java.util.SortedSet;

/**
 * The members of the cluster at one epoch.
 *
 * @param epoch counts the views of a lineage, from 1; 0 before the first view
 * @param lineage names the line of views that this one belongs to; empty before the first view
 * @param members sorted by name
 */
public record ClusterView(long epoch, String lineage, List<Member> members) {

    /**
     * One node.
     *
     * @param name unique among the live nodes
     * @param startId unlike for every start of a node
     * @param capabilities what the node serves
     */
    public record Member(String name, String startId, SortedSet<String> capabilities, State state) {}

    /** Where a member is in its life. */
    public enum State {
        /** Known, but not yet given work. */
        JOINING,
        /** Owns shards. */
        UP,
        /** Hands its shards over. */
        LEAVING
    }
}
