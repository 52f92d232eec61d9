package io.meshee.ejb.router;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.core.config.MeshSettings;
import io.meshee.ejb.membership.HazelcastGrid;
import io.meshee.ejb.transport.BatchReceiver;
import io.meshee.ejb.transport.DataGridTransport;
import io.meshee.ejb.transport.RemoteEjbTransport;
import io.meshee.spi.Transport;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The transports that {@code mesh.transport} allows, the preferred one first. */
final class Transports {

    private final MeshSettings settings;
    private final BatchReceiver receiver;
    private final HazelcastInstance hazelcast;
    private final HazelcastGrid grid;
    private final ScheduledExecutorService timer;

    Transports(
            MeshSettings settings,
            BatchReceiver receiver,
            HazelcastInstance hazelcast,
            HazelcastGrid grid,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.receiver = receiver;
        this.hazelcast = hazelcast;
        this.grid = grid;
        this.timer = timer;
    }

    List<Transport> allowed(String startId) {
        return switch (settings.transport()) {
            case AUTO -> List.of(remoteEjb(), dataGrid(startId));
            case REMOTE_EJB -> List.of(remoteEjb());
            case DATA_GRID -> List.of(dataGrid(startId));
        };
    }

    private Transport remoteEjb() {
        String host = settings.remoteEjbHost().orElseGet(grid::localHost);
        return new RemoteEjbTransport(receiver, host, settings.remoteEjbPort());
    }

    private Transport dataGrid(String startId) {
        return new DataGridTransport(hazelcast, settings.name() + ".node." + startId, timer);
    }
}
