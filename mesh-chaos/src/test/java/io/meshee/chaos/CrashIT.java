package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshee.chaos.check.Crash;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import io.meshee.chaos.nodes.GridPlaces;
import io.meshee.chaos.nodes.Network;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owners that die, or freeze and wake, under a steady stream of calls; and what is promised then. */
@Tag("chaos")
@Timeout(600)
class CrashIT {

    private static final Load.Settings LOAD = new Load.Settings(31, 150, 1_000, 128, 1);
    private static final List<String> DURABLE = List.of(ChaosRun.DURABLE);

    private static final Duration PROVEN = Duration.ofSeconds(2);

    /** A {@code mesh.lease} and 2 s. */
    static final Duration UNSEEN = Duration.ofSeconds(3 + 2);

    /** Nodes that have just started are slow by themselves. */
    private static final Duration WARM = Duration.ofSeconds(12);

    @Test
    void theProcessesOfAKilledNodeServeAgainWithinTwoSecondsAndNoOthersNotice() {
        var outcome = ChaosRun.of("killed", 3, 3, LOAD, List.of())
                .run((cluster, load) -> during(load, () -> cluster.kill("n2")));

        assertThat(outcome.findings()).isEmpty();
        var crash = crash(outcome.history());
        assertThat(crash.servedAgain())
                .hasValueSatisfying(after -> assertThat(after).isLessThan(PROVEN));
        assertThat(crash.lastHeldUp()).as("the last call that had to wait").isLessThan(PROVEN);
        requireThatOnlyWhatWasInFlightFailed(crash);
    }

    @Test
    void theProcessesOfANodeThatDiedUnseenServeAgain() {
        var hindrance = Network.hindrance();
        assumeTrue(hindrance.isEmpty(), hindrance::get);
        var outcome = ChaosRun.inNetworks("killed-unseen", 3, LOAD)
                .run((cluster, load) -> during(load, () -> cluster.killUnseen("n2", Duration.ofSeconds(60))));

        assertThat(outcome.findings()).isEmpty();
        assertThat(crash(outcome.history()).servedAgain())
                .hasValueSatisfying(after -> assertThat(after).isLessThan(UNSEEN));
    }

    /** Whatever had both copies on the two is gone: which partitions those were is in the log. */
    @Test
    void ofTwoOfFiveThatDieAtOnceNothingIsLostButWhatIsSaidToBe() {
        var outcome = ChaosRun.of("two-of-five", 5, 5, LOAD, List.of())
                .run((cluster, load) -> during(load, () -> cluster.kill("n2", "n4")));

        var living = List.of("n1", "n3", "n5");
        assertThat(outcome.findingsBesideWhatIsLostBy(living)).isEmpty();
        assertThat(outcome.lostBy(living)).as("partitions said to be lost").hasSizeLessThan(GridPlaces.PARTITIONS / 4);
        var crash = crash(outcome.history());
        assertThat(crash.servedAgain())
                .hasValueSatisfying(after -> assertThat(after).isLessThan(PROVEN));
        requireThatOnlyWhatWasInFlightFailed(crash);
    }

    @Test
    void aNodeThatWakesFromThirtySecondsStopsComesInAgainAndServes() {
        var outcome = ChaosRun.of("frozen", 3, 3, LOAD, List.of()).run((cluster, load) -> {
            during(load, () -> cluster.freeze("n2", Duration.ofSeconds(30)));
            assertThat(cluster.hasLogged("n2", "MESH00733"))
                    .as("it drops what it had activated")
                    .isTrue();
        });

        assertThat(outcome.findings()).isEmpty();
        var freeze = outcome.history().happenings().get(0);
        assertThat(outcome.history().calls())
                .as("calls that it answers again")
                .anyMatch(call -> call.sent() > freeze.done()
                        && call.result() instanceof Answered by
                        && by.node().equals("n2"));
    }

    private static void during(Load load, Runnable story) {
        load.start(DURABLE);
        ChaosCluster.pause(WARM);
        load.stop();
        ChaosRun.during(load, DURABLE, story);
    }

    private static void requireThatOnlyWhatWasInFlightFailed(Crash crash) {
        assertThat(crash.failuresThroughTheLiving().keySet()).isSubsetOf("NodeLostException UNKNOWN");
        assertThat(crash.failuresThroughTheDead().keySet()).isSubsetOf("NoAnswer UNKNOWN");
        assertThat(crash.failuresElsewhere()).isEmpty();
    }

    private static Crash crash(History history) {
        var crash = new Crash(history, history.happenings().get(0));
        System.out.println(crash);
        return crash;
    }
}
