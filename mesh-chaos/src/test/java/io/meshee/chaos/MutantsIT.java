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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The harness proves itself: Mesh with one safeguard missing is caught, by a story that Mesh as it is passes. */
@Tag("chaos")
@Timeout(900)
class MutantsIT {

    private static final Load.Settings LOAD = new Load.Settings(11, 300, 2_000, 128, 1);

    /** So many calls that some come to those which have moved and are not saved yet. */
    private static final Load.Settings DENSE = new Load.Settings(11, 500, 2_000, 128, 1);

    /** So that each is called often; and callers enough for those whose calls hang for a while. */
    private static final Load.Settings FEW_PROCESSES = new Load.Settings(12, 150, 200, 256, 1);

    /** In steps of a few shards each so few processes are on their way at a time that it may be none that is called. */
    private static final List<String> AT_ONCE = List.of("-Dmesh.rebalance.steps=1");

    @Test
    void aNodeWithoutLeaseIsCaughtWhenItWakesAndServesWhatIsNotItsAnyMore() {
        assertThat(told("no-lease", MutantsIT::freezeReaders, NO_LEASE).findings())
                .isNotEmpty();
        assertThat(told("lease", MutantsIT::freezeReaders).findings()).isEmpty();
    }

    @Test
    void aHandoffThatHoldsNothingIsCaughtWhenANodeJoins() {
        assertThat(told("no-hold", DENSE, AT_ONCE, MutantsIT::joinAndLeave, NO_HOLD)
                        .findings())
                .isNotEmpty();
        assertThat(told("hold", DENSE, AT_ONCE, MutantsIT::joinAndLeave).findings())
                .isEmpty();
    }

    @Test
    void anInboxThatTakesABatchTwiceIsCaughtWhereTheNetworkRepeatsBatches() {
        assertThat(told("no-drop", MutantsIT::nothing, NO_DROP, REPEATED_BATCHES)
                        .findings())
                .isNotEmpty();
        assertThat(told("drop", MutantsIT::nothing, REPEATED_BATCHES).findings())
                .isEmpty();
    }

    @Test
    void aStoreWithoutFenceIsCaughtWhenAGivenUpProcessComesBackToItsSave() {
        assertThat(toldOfLingerers("no-fence", NO_FENCE).findings()).isNotEmpty();
        assertThat(toldOfLingerers("fence").findings()).isEmpty();
    }

    private static ChaosRun.Outcome told(String name, BiConsumer<ChaosCluster, Load> story, Mutation... mutations) {
        return told(name, LOAD, List.of(), story, mutations);
    }

    private static ChaosRun.Outcome toldOfLingerers(String name, Mutation... mutations) {
        return told(
                name, FEW_PROCESSES, List.of("-Dmesh.rebalance.drain-timeout=2s"), MutantsIT::lingerInSaves, mutations);
    }

    private static ChaosRun.Outcome told(
            String name,
            Load.Settings settings,
            List<String> settingsOfNodes,
            BiConsumer<ChaosCluster, Load> story,
            Mutation... mutations) {
        List<String> options = new ArrayList<>(settingsOfNodes);
        if (mutations.length > 0) {
            options.addAll(AgentJar.options(mutations));
        }
        return ChaosRun.of(name, 2, 3, settings, options).run((cluster, load) -> {
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
        cluster.prepare("n3");
        ChaosRun.during(load, List.of(ChaosRun.PLAIN), () -> {
            ChaosCluster.pause(Duration.ofSeconds(12)); // most of them have counted, and have something to lose
            cluster.join("n3");
            ChaosCluster.pause(Duration.ofSeconds(2));
            cluster.leave("n1");
        });
    }

    /**
     * A node joins while some processes stay in their saves, so that their shards move without them. The new owner counts on; then
     * the old ones come to write. What they have overwritten is seen once the new owner has gone, who still had it in memory.
     */
    private static void lingerInSaves(ChaosCluster cluster, Load load) {
        var types = List.of("lingering-tally");
        cluster.prepare("n3");
        load.start(types);
        ChaosCluster.pause(Duration.ofSeconds(3));
        cluster.linger(true);
        cluster.join("n3");
        ChaosCluster.pause(Duration.ofSeconds(3));
        load.pause();
        ChaosCluster.pause(Duration.ofSeconds(1)); // no later count is to make good what is overwritten
        cluster.linger(false);
        load.stop();
        cluster.leave("n3");
        load.readAll(types);
        cluster.requireInLogs("MESH00735");
        assertThat(ChaosRun.failures(load))
                .as("saves that came too late")
                .containsKey("StaleActivationException UNKNOWN");
    }

    /** What reads does not write, so that no fence stops it. */
    private static void freezeReaders(ChaosCluster cluster, Load load) {
        ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> cluster.freeze("n2", Duration.ofSeconds(16)));
    }
}
