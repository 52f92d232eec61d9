package io.meshee.chaos.nodes;

import java.util.Set;

/**
 * How a node sees the cluster.
 *
 * @param gridMembers how many members the data grid has
 * @param safe whether every entry of the grid has its backup on another member
 * @param lineage of the view that the node works by
 * @param members of that view
 * @param settled whether every one of them has let go of what it lost
 */
record Standing(int gridMembers, boolean safe, String lineage, long epoch, Set<String> members, boolean settled) {

    /** Reads what a node said. */
    static Standing parse(String text) {
        var words = text.split(" ", -1);
        return new Standing(
                Integer.parseInt(words[0]),
                words[1].equals("safe"),
                words[2],
                Long.parseLong(words[3]),
                Set.of(words[4].split(",")),
                words[5].equals("settled"));
    }

    /** Whether the cluster is made of those nodes and of no other, and nothing is on its way. */
    boolean isWhole(Set<String> nodes) {
        return gridMembers == nodes.size() && safe && settled && members.equals(nodes);
    }
}
