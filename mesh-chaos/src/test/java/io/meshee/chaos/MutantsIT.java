package io.meshee.chaos;

import static io.meshee.chaos.mutant.Mutation.NO_DROP;
import static io.meshee.chaos.mutant.Mutation.NO_FENCE;
import static io.meshee.chaos.mutant.Mutation.NO_HOLD;
import static io.meshee.chaos.mutant.Mutation.NO_LEASE;
import static io.meshee.chaos.mutant.Mutation.REPEATED_BATCHES;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.load.Load;
import io.meshee.chaos.mutant.Mutation;
import io.meshee.chaos.nodes.AgentJar;
import io.meshee.chaos.nodes.ChaosCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The harness proves itself: Mesh with one safeguard missing is caught, by a story that Mesh as it is passes. */
@Tag("chaos")
@Timeout(900)
class MutantsIT {

    private static final String SLOW = "slow-tally";
    private static final Load.Settings FAST = new Load.Settings(11, 300, 2_000, 128);

    /** Half a second each, on few processes: whatever happens, some are in the middle of their work. */
    private static final Load.Settings WORK = new Load.Settings(12, 60, 100, 256).withoutReads();

    /** The lease is taken away in both, so that the fence stands alone; reads, which it does not guard, are left out. */
    @Test
    void aStoreWithoutFenceIsCaughtWhenAFrozenOwnerWakes() {
        assertThat(told("no-fence", WORK, MutantsIT::freezeWorkers, NO_LEASE, NO_FENCE)
                        .findings())
                .isNotEmpty();
        assertThat(told("fence", WORK, MutantsIT::freezeWorkers, NO_LEASE).findings())
                .isEmpty();
    }

    @Test
    void aNodeWithoutLeaseIsCaughtWhenItWakesAndServesWhatIsNotItsAnyMore() {
        assertThat(told("no-lease", FAST, MutantsIT::freezeReaders, NO_LEASE).findings())
                .isNotEmpty();
        assertThat(told("lease", FAST, MutantsIT::freezeReaders).findings()).isEmpty();
    }

    @Test
    void aHandoffThatHoldsNothingIsCaughtWhenANodeJoins() {
        assertThat(told("no-hold", FAST, MutantsIT::joinAndLeave, NO_HOLD).findings())
                .isNotEmpty();
        assertThat(told("hold", FAST, MutantsIT::joinAndLeave).findings()).isEmpty();
    }

    @Test
    void anInboxThatTakesABatchTwiceIsCaughtWhereTheNetworkRepeatsBatches() {
        assertThat(told("no-drop", FAST, MutantsIT::nothing, NO_DROP, REPEATED_BATCHES)
                        .findings())
                .isNotEmpty();
        assertThat(told("drop", FAST, MutantsIT::nothing, REPEATED_BATCHES).findings())
                .isEmpty();
    }

    private static ChaosRun.Outcome told(
            String name, Load.Settings settings, BiConsumer<ChaosCluster, Load> story, Mutation... mutations) {
        var options = mutations.length == 0 ? List.<String>of() : AgentJar.options(mutations);
        return ChaosRun.of(name, 3, 4, settings, options).run((cluster, load) -> {
            story.accept(cluster, load);
            for (var mutation : mutations) {
                cluster.requireInLogs(mutation.inLog());
            }
        });
    }

    private static void nothing(ChaosCluster cluster, Load load) {
        ChaosRun.during(load, List.of(ChaosRun.PLAIN), () -> ChaosCluster.pause(Duration.ofSeconds(10)));
    }

    private static void joinAndLeave(ChaosCluster cluster, Load load) {
        cluster.prepare("n4");
        ChaosRun.during(load, List.of(ChaosRun.PLAIN, ChaosRun.DURABLE), () -> {
            cluster.join("n4");
            ChaosCluster.pause(Duration.ofSeconds(2));
            cluster.leave("n1");
        });
    }

    /** Long enough to be taken over from, and too short for the grid to put it out: its writes still arrive when it wakes. */
    private static void freezeWorkers(ChaosCluster cluster, Load load) {
        ChaosRun.during(load, List.of(SLOW), () -> cluster.freeze("n3", Duration.ofSeconds(7)));
    }

    /** What reads does not write, so that no fence stops it. */
    private static void freezeReaders(ChaosCluster cluster, Load load) {
        ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> cluster.freeze("n3", Duration.ofSeconds(16)));
    }
}
