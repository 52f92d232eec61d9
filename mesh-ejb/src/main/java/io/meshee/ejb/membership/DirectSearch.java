package io.meshee.ejb.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.nio.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The grid's own search for what it has been split from, of one address only. The grid goes through all that it knows, one
 * after the other, and waits for 5 s at each at which nobody listens. Who merges into whom, and how, is up to the grid as ever.
 */
final class DirectSearch extends TcpIpJoiner {

    /** The grid's search may be waiting for the same connection: it is to go first, for two must not merge at once. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Map<Address, Known> known = new HashMap<>();
    private Address target;

    DirectSearch(Node node) {
        super(node);
    }

    private record Known(Connection connection, long since) {}

    /** Connects with that address; and asks whoever is there, some time after that has succeeded, and then once a while. */
    synchronized void approach(Address address) {
        Connection connection =
                node.getServer().getConnectionManager(EndpointQualifier.MEMBER).getOrConnect(address, true);
        if (connection == null) {
            return;
        }
        long now = System.nanoTime();
        known.values().removeIf(each -> !each.connection().isAlive());
        Known before = known.get(address);
        if (before == null || before.connection() != connection) {
            known.put(address, new Known(connection, now));
        } else if (now - before.since() > PAUSE && maySearch()) {
            target = address;
            searchForOtherClusters();
            known.put(address, new Known(connection, System.nanoTime()));
        }
    }

    /** As the grid asks before a search of its own; but for a join that is under way, of which it tells nobody: the joiner tries again. */
    private boolean maySearch() {
        return clusterService.isJoined()
                && clusterService.isMaster()
                && node.isRunning()
                && clusterService.getClusterState().isJoinAllowed();
    }

    @Override
    public Collection<Address> getFilteredPossibleAddresses() {
        return List.of(target);
    }
}
