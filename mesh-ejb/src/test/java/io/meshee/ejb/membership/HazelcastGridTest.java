package io.meshee.ejb.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import io.meshee.core.view.Grid.Probe;
import io.meshee.ejb.router.StateGrid;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom the oldest member is told to suspect is out at once, although it runs. */
@Timeout(60)
class HazelcastGridTest {

    private static final Duration SOON = Duration.ofSeconds(3); // the grid's own patience is 60 s

    private final StateGrid members = new StateGrid();

    @Test
    void whoIsSuspectedIsOutForAllOthers() throws Exception {
        HazelcastInstance oldest = members.join();
        HazelcastInstance other = members.join();
        HazelcastInstance suspect = members.join();
        try (HazelcastGrid grid = new HazelcastGrid(oldest, "mesh");
                HazelcastGrid there = new HazelcastGrid(suspect, "mesh")) {
            String id = there.localMember();

            grid.suspect(there.sockets());

            Eventually.within(SOON, "it is out", () -> !grid.members().contains(id));
            Eventually.within(
                    SOON,
                    "all know",
                    () -> other.getCluster().getMembers().stream()
                            .noneMatch(member -> member.getUuid().toString().equals(id)));
        } finally {
            oldest.getLifecycleService().terminate();
            other.getLifecycleService().terminate();
            suspect.getLifecycleService().terminate();
        }
    }

    /** Two that were cut off from each other: neither is a member of the other's. */
    @Test
    void whoIsApproachedIsConnectedWithThoughHeIsNoMember() throws Exception {
        HazelcastInstance one = members.join();
        HazelcastInstance other = new StateGrid().join();
        try (HazelcastGrid grid = new HazelcastGrid(one, "mesh");
                HazelcastGrid there = new HazelcastGrid(other, "mesh")) {
            grid.approach(there.sockets());
            grid.approach(grid.sockets());
            grid.approach("127.0.0.1:9,127.0.0.1:9");

            Eventually.within(SOON, "they are connected", () -> isConnected(one, other));
            assertThat(isConnected(one, one)).isFalse();
        } finally {
            one.getLifecycleService().terminate();
            other.getLifecycleService().terminate();
        }
    }

    private static boolean isConnected(HazelcastInstance from, HazelcastInstance to) {
        return ((ClusterServiceImpl) from.getCluster())
                        .getNodeEngine()
                        .getNode()
                        .getServer()
                        .getConnectionManager(EndpointQualifier.MEMBER)
                        .get(to.getCluster().getLocalMember().getAddress())
                != null;
    }

    @Test
    void nothingComesOfSuspectingItselfOrNobody() throws Exception {
        HazelcastInstance alone = members.join();
        try (HazelcastGrid grid = new HazelcastGrid(alone, "mesh")) {
            grid.suspect(grid.sockets());
            grid.suspect("127.0.0.1:9,127.0.0.1:9");

            assertThat(grid.members()).containsExactly(grid.localMember());
        } finally {
            alone.getLifecycleService().terminate();
        }
    }

    @Test
    void itCanBeSeenForAsLongAsItRuns() throws Exception {
        HazelcastInstance one = members.join();
        HazelcastInstance other = members.join();
        HazelcastGrid seen = new HazelcastGrid(other, "mesh");
        try (HazelcastGrid grid = new HazelcastGrid(one, "mesh")) {
            for (int i = 0; i < 200; i++) {
                Eventually.until("it can be seen", () -> grid.probe(seen.sockets()) == Probe.CONNECTS);
            }
            String sockets = seen.sockets();
            seen.close();
            assertThat(grid.probe(sockets)).as("the grid's own goes on").isEqualTo(Probe.CONNECTS);

            other.getLifecycleService().terminate();

            assertThat(grid.probe(sockets)).isEqualTo(Probe.REFUSES);
        } finally {
            one.getLifecycleService().terminate();
            other.getLifecycleService().terminate();
        }
    }
}
