package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshee.chaos.check.Crash;
import io.meshee.chaos.check.Split;
import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.load.Load;
import io.meshee.chaos.nodes.ChaosCluster;
import io.meshee.chaos.nodes.GridPlaces;
import io.meshee.chaos.nodes.Network;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks that break and heal between nodes, and what is promised then. Skipped where nobody may make networks. */
@Tag("chaos")
@Timeout(900)
class PartitionIT {

    private static final Load.Settings LOAD = new Load.Settings(21, 100, 1_000, 128, 1);

    /** So many calls a second insist on a node that is cut off. */
    private static final int INSISTING = 20;

    /** A {@code mesh.lease}, and a second in which whoever is cut off must have noticed. */
    private static final Duration REFUSES = Duration.ofSeconds(3 + 1);

    private static final Duration AGREE = Duration.ofSeconds(10);

    /** A {@code mesh.lease} and 2 s, and a second more: who waits for the grid tries again twice a second. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(3 + 2 + 1);

    /** A {@code mesh.lease} and 2 s, and what the grid takes to put out two where five nodes share two processors. */
    private static final Duration FIVE_TAKE_OVER = Duration.ofSeconds(3 + 2 + 2);

    /** Three times a {@code mesh.lease}, and 2 s. */
    private static final Duration ONE_OF_A_PAIR_IS_OUT = Duration.ofSeconds(3 * 3 + 2);

    /** Long enough for who is cut off to lose its grid, which takes that 10 s. */
    private static final Duration LONG = Duration.ofSeconds(20);

    @BeforeAll
    static void mayMakeNetworks() {
        var hindrance = Network.hindrance();
        hindrance.ifPresent(reason -> System.out.println("No partitions here: " + reason));
        assumeTrue(hindrance.isEmpty(), hindrance::get);
    }

    /** The one with the highest name first; then the one with the lowest, which is the grid's oldest member too. */
    @Test
    void whoeverOfThreeIsCutOffStopsAndComesBack() {
        var outcome = ChaosRun.inNetworks("cut-off", 3, LOAD)
                .run((cluster, load) -> during(load, List.of("n3", "n1"), () -> {
                    cluster.split(Set.of("n3"), LONG);
                    cluster.split(Set.of("n1"), LONG);
                }));

        assertThat(outcome.findings()).isEmpty();
        splits(outcome.history()).forEach(PartitionIT::requireThatThoseAwayStopAndComeBack);
    }

    @Test
    void ofThreeAndTwoNodesTheThreeGoOn() {
        var outcome = ChaosRun.inNetworks("three-and-two", 5, LOAD)
                .run((cluster, load) ->
                        during(load, List.of("n1", "n2"), () -> cluster.split(Set.of("n1", "n2"), LONG)));

        var split = splits(outcome.history()).get(0);
        requireRefusals(split, split.away());
        requireOneView(split);
        requireThatTheRestTakesOver(split, FIVE_TAKE_OVER);
        assertThat(outcome.findingsBesideWhatIsLostBy(split.rest())).isEmpty();
        assertThat(outcome.lostBy(split.rest()))
                .as("partitions said to be lost")
                .hasSizeLessThan(GridPlaces.PARTITIONS / 4);
    }

    /**
     * The half that goes on has the lower name; left alone, the grid keeps the entries of the half with the lower address, and those
     * are the other's here.
     */
    @Test
    void ofTwoHalvesTheOneWithTheLowestNameGoesOn() {
        var outcome = ChaosRun.inNetworks("halves", 2, LOAD)
                .run((cluster, load) -> during(load, List.of("n2"), () -> cluster.split(Set.of("n2"), LONG)));

        assertThat(outcome.findings()).isEmpty();
        splits(outcome.history()).forEach(PartitionIT::requireThatThoseAwayStopAndComeBack);
    }

    @Test
    void theLowerOfTwoGoesOnWhenTheOtherDiesUnseen() {
        var outcome = ChaosRun.inNetworks("lower-survives", 2, LOAD)
                .run((cluster, load) -> ChaosRun.during(
                        load, List.of(ChaosRun.DURABLE), () -> cluster.killUnseen("n2", Duration.ofSeconds(60))));

        assertThat(outcome.findings()).isEmpty();
        var crash = new Crash(outcome.history(), outcome.history().happenings().get(0));
        System.out.println(crash);
        assertThat(crash.servedAgain())
                .as("n1 serves what n2 did")
                .hasValueSatisfying(after -> assertThat(after).isLessThan(CrashIT.UNSEEN));
    }

    @Test
    void theHigherOfTwoServesNothingWhenTheOtherDiesUnseen() {
        var outcome = ChaosRun.inNetworks("higher-stops", 2, LOAD).run((cluster, load) -> {
            load.start(List.of(ChaosRun.DURABLE));
            ChaosCluster.pause(Duration.ofSeconds(3));
            load.stop();
            var insisting = load.insistingOn("n2", INSISTING);
            insisting.start(List.of(ChaosRun.DURABLE));
            cluster.killUnseen("n1", Duration.ofSeconds(15));
            insisting.stop();
        });

        assertThat(outcome.findings()).isEmpty();
        var kill = outcome.history().happenings().get(0);
        assertThat(kill.over()).as("the cluster is never whole").isEqualTo(Long.MAX_VALUE);
        var late = outcome.history().calls().stream()
                .filter(call -> call.sent() > kill.began() + REFUSES.toNanos())
                .toList();
        assertThat(late).hasSizeGreaterThan(INSISTING).allMatch(Split::isRefused);
    }

    @Test
    void ofAPairThatIsCutOneWayOneIsPutOutAndTheyNeverBothServe() {
        var outcome = ChaosRun.inNetworks("one-way", 3, LOAD)
                .run((cluster, load) -> during(load, List.of("n1", "n2"), () -> cluster.cutOneWay("n1", "n2", LONG)));

        assertThat(outcome.findings()).isEmpty();
        var split = splits(outcome.history()).get(0);
        requireOneView(split);
        System.out.println("n2 was out after " + split.putOut("n2"));
        assertThat(split.putOut("n2"))
                .as("the others have a view without n2")
                .hasValueSatisfying(after -> assertThat(after).isLessThan(ONE_OF_A_PAIR_IS_OUT));
    }

    @Test
    void aLinkThatFlapsCostsCallsAndNothingElse() {
        var outcome = ChaosRun.inNetworks("flapping", 3, LOAD)
                .run((cluster, load) -> during(
                        load, List.of("n3"), () -> cluster.flap("n3", Duration.ofSeconds(1), Duration.ofSeconds(15))));

        assertThat(outcome.findings()).isEmpty();
        requireOneView(splits(outcome.history()).get(0));
    }

    @Test
    void aStaticQuorumThatNoSideHasStopsBoth() {
        var all = List.of("n1", "n2", "n3");
        var outcome = ChaosRun.inNetworks(
                        "static-quorum",
                        3,
                        LOAD,
                        "-Dmesh.partition-policy=static-quorum",
                        "-Dmesh.static-quorum.size=3")
                .run((cluster, load) -> during(load, all, () -> cluster.split(Set.of("n1"), LONG)));

        assertThat(outcome.findings()).isEmpty();
        var split = splits(outcome.history()).get(0);
        requireRefusals(split, all);
        requireOneView(split);
    }

    @Test
    void whoContinuesServesOnBothSidesAndIsOneAgainAfterwards() {
        var outcome = ChaosRun.inNetworks("continue", 3, LOAD, "-Dmesh.partition-policy=continue")
                .unjudged()
                .run((cluster, load) -> during(load, List.of("n3"), () -> cluster.split(Set.of("n3"), LONG)));

        var split = splits(outcome.history()).get(0);
        assertThat(servedLate(outcome.history(), split.away())).isNotEmpty();
        assertThat(servedLate(outcome.history(), split.rest())).isNotEmpty();
        requireOneView(split);
    }

    /** A little load everywhere, and some that insists on those nodes; then reads what was called. */
    private static void during(Load load, List<String> insistedOn, Runnable story) {
        var insisting = insistedOn.stream()
                .map(node -> load.insistingOn(node, INSISTING))
                .toList();
        insisting.forEach(each -> each.start(List.of(ChaosRun.DURABLE)));
        ChaosRun.during(load, List.of(ChaosRun.DURABLE), () -> {
            story.run();
            insisting.forEach(Load::stop);
        });
    }

    private static List<Split> splits(History history) {
        return history.happenings().stream()
                .map(happening -> new Split(history, happening))
                .toList();
    }

    private static void requireThatThoseAwayStopAndComeBack(Split split) {
        requireRefusals(split, split.away());
        requireOneView(split);
        requireThatTheRestTakesOver(split, TAKE_OVER);
    }

    private static void requireThatTheRestTakesOver(Split split, Duration limit) {
        assertThat(split.takenOver())
                .as("the rest serves what they did")
                .hasValueSatisfying(after -> assertThat(after).isLessThan(limit));
    }

    private static void requireRefusals(Split split, Collection<String> nodes) {
        for (var node : nodes) {
            assertThat(split.lastServed(Set.of(node)))
                    .as("%s served last", node)
                    .isLessThan(REFUSES);
            assertThat(split.firstRefusal(Set.of(node)))
                    .as("%s refused first", node)
                    .hasValueSatisfying(first -> assertThat(first).isLessThan(REFUSES));
            assertThat(split.sent(Set.of(node), REFUSES))
                    .as("calls through %s that it must refuse", node)
                    .isGreaterThan(INSISTING);
            assertThat(split.notRefused(Set.of(node), REFUSES))
                    .as("calls through %s that it did not refuse", node)
                    .isEmpty();
        }
    }

    private static void requireOneView(Split split) {
        System.out.println(split); // the times that are promised
        assertThat(split.agreedAfter())
                .as("all have one settled view")
                .hasValueSatisfying(after -> assertThat(after).isLessThan(AGREE));
        assertThat(split.lineagesOfTheRest()).containsExactlyElementsOf(split.lineages());
    }

    /** Answers given by these nodes when a lease, and what the grid takes, had long been over. */
    private static List<Call> servedLate(History history, Set<String> nodes) {
        var split = history.happenings().get(0);
        return history.calls().stream()
                .filter(call ->
                        call.ended() > split.began() + Duration.ofSeconds(15).toNanos())
                .filter(call -> call.ended() < split.done())
                .filter(call -> call.result() instanceof Answered by && nodes.contains(by.node()))
                .toList();
    }
}
