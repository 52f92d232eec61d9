package io.meshee.cluster;

import java.util.List;
import java.util.stream.Stream;

/** The loopback ports of a node. */
public record NodePorts(int http, int iiop, int grid) {

    /** Finds ports for some nodes at once. */
    static List<NodePorts> free(int nodes) {
        return Stream.generate(() -> new NodePorts(FreePorts.next(), FreePorts.next(), FreePorts.next()))
                .limit(nodes)
                .toList();
    }
}
