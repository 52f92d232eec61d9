package io.meshee.ejb.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.topic.ITopic;
import io.meshee.core.view.Grid;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Payara's data grid. A JVM that died is reported when its connections break, a frozen one by missing heartbeats. */
public final class HazelcastGrid implements Grid, AutoCloseable {

    private static final Logger LOG = System.getLogger(HazelcastGrid.class.getName());

    /** Should a partition hang that it merges into, the rest is not to wait for ever. */
    private static final Duration LONGEST_MERGE = Duration.ofSeconds(10);

    private static final byte[] HINT = {1};

    private final HazelcastInstance grid;
    private final String topicName;
    private final Sentinel sentinel;
    private volatile boolean merging;
    private volatile long mergingSince;
    private DirectSearch search;
    private UUID membership;
    private UUID lifecycle;
    private UUID hints;
    private UUID lostEntries;

    /**
     * The grid, with hints on a topic of that mesh's.
     *
     * @throws IOException if no socket can be opened where the grid's member listens
     */
    public HazelcastGrid(HazelcastInstance grid, String meshName) throws IOException {
        this.grid = grid;
        this.topicName = meshName + ".hints";
        this.sentinel = new Sentinel(grid.getCluster().getLocalMember().getSocketAddress());
    }

    @Override
    public Set<String> members() {
        if (!grid.getLifecycleService().isRunning()) {
            return Set.of();
        }
        try {
            return grid.getCluster().getMembers().stream()
                    .map(member -> member.getUuid().toString())
                    .collect(Collectors.toSet());
        } catch (HazelcastInstanceNotActiveException e) {
            return Set.of(); // it stopped since it was asked
        }
    }

    @Override
    public boolean isMerging() {
        return merging && System.nanoTime() - mergingSince < LONGEST_MERGE.toNanos();
    }

    private void lifecycleChanged(LifecycleState state) {
        switch (state) {
            case MERGING -> {
                mergingSince = System.nanoTime();
                merging = true;
            }
            case MERGED, MERGE_FAILED -> merging = false;
            default -> {}
        }
    }

    @Override
    public String localMember() {
        return grid.getCluster().getLocalMember().getUuid().toString();
    }

    /** The address that this JVM's member of the grid is bound to. */
    public String localHost() {
        return grid.getCluster().getLocalMember().getAddress().getHost();
    }

    @Override
    public String sockets() {
        return sentinel.sockets();
    }

    @Override
    public Probe probe(String sockets) {
        return Sentinel.probe(sockets);
    }

    /**
     * By what the grid does itself with a member whose heartbeats fail to come, for which it has no public word. Its oldest member
     * puts the suspect out at once; the others only help to elect another oldest one, should that be the suspect.
     */
    @Override
    public void suspect(String sockets) {
        try {
            if (grid.getCluster() instanceof ClusterServiceImpl cluster) {
                String address = Sentinel.ofGrid(sockets);
                cluster.getMemberImpls().stream()
                        .filter(member -> !member.localMember())
                        .filter(member ->
                                Sentinel.name(member.getSocketAddress()).equals(address))
                        .forEach(member ->
                                cluster.suspectMember(member, "Mesh has not heard from it for too long", true));
            }
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "this member has stopped: it has nobody to suspect", e);
        }
    }

    @Override
    public void approach(String sockets) {
        try {
            if (grid.getCluster() instanceof ClusterServiceImpl cluster) {
                InetSocketAddress address = Sentinel.addressOf(Sentinel.ofGrid(sockets));
                boolean isMember = cluster.getMemberImpls().stream()
                        .anyMatch(member -> member.getSocketAddress().equals(address));
                if (!isMember) {
                    search(cluster).approach(new Address(address));
                }
            }
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "this member has stopped: it meets nobody", e);
        }
    }

    private synchronized DirectSearch search(ClusterServiceImpl cluster) {
        if (search == null) {
            search = new DirectSearch(cluster.getNodeEngine().getNode());
        }
        return search;
    }

    @Override
    public void onChange(Runnable action) {
        Cluster cluster = grid.getCluster();
        membership = cluster.addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                action.run();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                action.run();
            }
        });
        lifecycle = grid.getLifecycleService().addLifecycleListener(event -> {
            lifecycleChanged(event.getState());
            action.run();
        });
        hints = hintTopic().addMessageListener(message -> action.run());
        lostEntries = grid.getPartitionService().addPartitionLostListener(new LostEntries());
    }

    @Override
    public void hint() {
        hintTopic().publish(HINT);
    }

    @Override
    public void close() {
        sentinel.close();
        if (grid.getLifecycleService().isRunning() && membership != null) {
            grid.getCluster().removeMembershipListener(membership);
            grid.getLifecycleService().removeLifecycleListener(lifecycle);
            hintTopic().removeMessageListener(hints);
            grid.getPartitionService().removePartitionLostListener(lostEntries);
        }
    }

    private ITopic<byte[]> hintTopic() {
        return grid.getTopic(topicName);
    }
}
