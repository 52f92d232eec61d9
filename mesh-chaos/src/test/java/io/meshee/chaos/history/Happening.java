package io.meshee.chaos.history;

/**
 * What the harness did to the cluster.
 *
 * @param what in a few words
 * @param node to whom; empty if to all
 * @param began when it was done
 * @param over when the cluster was whole again by all that the harness looks at; {@link Long#MAX_VALUE} if it never was
 */
public record Happening(String what, String node, long began, long over) {

    @Override
    public String toString() {
        return node.isEmpty() ? what : what + " " + node;
    }
}
