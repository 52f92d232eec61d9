package io.meshee.ejb.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.core.view.Grid.Probe;
import io.meshee.ejb.router.StateGrid;
import io.meshee.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Mesh has the grid do about its members: put one out that runs, and find one that it has lost. */
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

    /** Neither knows the other's address, and the smaller part is to merge into the larger one. */
    @Test
    void whoIsApproachedBecomesAMember() throws Exception {
        HazelcastInstance one = members.join();
        HazelcastInstance two = members.join();
        HazelcastInstance apart = members.otherPart().join();
        try (HazelcastGrid grid = new HazelcastGrid(one, "mesh");
                HazelcastGrid there = new HazelcastGrid(apart, "mesh")) {
            String sockets = grid.sockets();
            long begin = System.nanoTime();

            Eventually.until("they are one", () -> {
                there.approach("127.0.0.1:9,127.0.0.1:9");
                there.approach(there.sockets());
                there.approach(sockets);
                return there.members().size() == 3;
            });

            assertThat(grid.members()).containsExactlyInAnyOrderElementsOf(there.members());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("the head start that the grid's own search has")
                    .isGreaterThan(Duration.ofSeconds(1));
        } finally {
            one.getLifecycleService().terminate();
            two.getLifecycleService().terminate();
            apart.getLifecycleService().terminate();
        }
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
