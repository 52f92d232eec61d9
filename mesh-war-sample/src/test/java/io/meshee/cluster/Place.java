package io.meshee.cluster;

import java.util.List;
import java.util.Optional;

/**
 * Where a node's JVM runs.
 *
 * @param host the address that it listens on, and is reached at
 * @param within a command that runs another one there; empty for none
 * @param ports its ports; empty to take those of the cluster's next seat
 * @param seats where to look for other nodes, as {@code host:port}; empty for the cluster's seats
 */
public record Place(String host, List<String> within, Optional<NodePorts> ports, List<String> seats) {

    /** Beside the test. */
    static final Place LOOPBACK = new Place("127.0.0.1", List.of(), Optional.empty(), List.of());

    /** Keeps unmodifiable copies. */
    public Place {
        within = List.copyOf(within);
        seats = List.copyOf(seats);
    }
}
