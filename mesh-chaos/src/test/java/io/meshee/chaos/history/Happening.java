package io.meshee.chaos.history;

import java.util.Set;

/**
 * What the harness did to the cluster.
 *
 * @param what in a few words
 * @param node to whom; names with commas between them, empty if to all
 * @param began when it was begun
 * @param done when the harness had done all of it: what was cut is healed, who was frozen goes on
 * @param over when the cluster was whole again by all that the harness looks at; {@link Long#MAX_VALUE} if it never was
 */
public record Happening(String what, String node, long began, long done, long over) {

    /** The nodes that it was done to. */
    public Set<String> nodes() {
        return Set.of(node.split(","));
    }

    @Override
    public String toString() {
        return node.isEmpty() ? what : what + " " + node;
    }
}
