package io.meshee.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Happening;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog;
import io.meshee.chaos.history.NodeLog.Settled;
import io.meshee.chaos.history.NodeLog.ViewSeen;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of two nodes n2 is cut off from second 10 to second 20; times in the calls are seconds. */
class SplitTest {

    private static final long SECOND = 1_000_000_000;
    private static final Happening CUT = new Happening("cut off", "n2", 10 * SECOND, 20 * SECOND, 40 * SECOND);
    private static final Process MOVED = new Process("durable-tally", "1");
    private static final Result REFUSED = new Failed(Executed.NO, "PartitionedException", "MESH00176");

    @Test
    void tellsWhenTheSideThatWasCutOffServedLastAndWhenItRefusedFirst() {
        var split = split(
                call(5, 6, "n2", new Answered(1, "n2", 1)),
                call(9, 12, "n2", new Answered(2, "n2", 1)),
                call(12, 13, "n2", REFUSED),
                call(14, 15, "n2", REFUSED),
                call(14, 16, "n1", new Answered(3, "n1", 2)),
                call(19, 22, "n1", new Answered(4, "n2", 3)),
                call(25, 26, "n2", new Answered(5, "n2", 3)));

        assertThat(split.lastServed(Set.of("n2"))).isEqualTo(Duration.ofSeconds(2));
        assertThat(split.firstRefusal(Set.of("n2"))).contains(Duration.ofSeconds(3));
        assertThat(split.firstRefusal(Set.of("n1"))).isEmpty();
        assertThat(split.takenOver()).contains(Duration.ofSeconds(6));
    }

    /** It may have moved meanwhile. */
    @Test
    void whereAProcessLivedIsKnownOnlyByTheLastViewBeforeTheCut() {
        var before = call(5, 6, "n2", new Answered(1, "n2", 1));
        var after = call(16, 17, "n1", new Answered(2, "n1", 2));

        assertThat(split(List.of(log("n1", List.of(view(4, "a", 1)), List.of())), before, after)
                        .takenOver())
                .contains(Duration.ofSeconds(7));
        assertThat(split(List.of(log("n1", List.of(view(8, "a", 2)), List.of())), before, after)
                        .takenOver())
                .isEmpty();
    }

    @Test
    void tellsWhichCallsWereNotRefusedThoughTheyShouldBe() {
        var late = call(15, 17, "n2", new Failed(Executed.UNKNOWN, "CallTimeoutException", ""));
        var split = split(
                call(11, 12, "n2", new Answered(1, "n2", 1)),
                call(14, 15, "n2", REFUSED),
                late,
                call(21, 22, "n2", new Answered(2, "n2", 2)));

        assertThat(split.notRefused(Set.of("n2"), Duration.ofSeconds(4))).containsExactly(late);
        assertThat(split.sent(Set.of("n2"), Duration.ofSeconds(4))).isEqualTo(2);
    }

    @Test
    void theyAgreeOnceTheLastOneHasTheViewThatIsSettled() {
        var n1 = log("n1", List.of(view(15, "a", 2), view(23, "a", 3)), List.of(new Settled(24 * SECOND, "a", 3)));

        assertThat(split(n1, log("n2", List.of(view(1, "a", 1), view(26, "a", 3)), List.of()))
                        .agreedAfter())
                .contains(Duration.ofSeconds(6));
        assertThat(split(n1, log("n2", List.of(view(1, "a", 1), view(22, "a", 3)), List.of()))
                        .agreedAfter())
                .contains(Duration.ofSeconds(4));
        assertThat(split(n1, log("n2", List.of(view(1, "a", 1)), List.of())).agreedAfter())
                .isEmpty();
        assertThat(split(
                                log("n1", List.of(view(23, "a", 3)), List.of()),
                                log("n2", List.of(view(23, "a", 3)), List.of()))
                        .agreedAfter())
                .isEmpty();
    }

    @Test
    void tellsWhenTheLastOfTheOthersHadAViewWithoutANode() {
        var n1 = log("n1", List.of(view(1, "a", 1, "n1", "n2"), view(15, "a", 2, "n1")), List.of());
        var n3 = log("n3", List.of(view(17, "a", 2, "n1")), List.of());
        var n2 = log("n2", List.of(view(1, "a", 1, "n1", "n2")), List.of());

        assertThat(split(n1, n2, n3).putOut("n2")).contains(Duration.ofSeconds(7));
        assertThat(split(n1, n2, n3).putOut("n1")).isEmpty();
        assertThat(split(n1, log("n3", List.of(view(21, "a", 2, "n1")), List.of()))
                        .putOut("n2"))
                .isEmpty();
    }

    @Test
    void tellsWhoseLineWentOn() {
        var split = split(
                log("n1", List.of(view(15, "a", 2), view(25, "b", 9)), List.of()),
                log("n2", List.of(view(15, "b", 8), view(25, "b", 9)), List.of()));

        assertThat(split.lineagesOfTheRest()).containsExactly("a");
        assertThat(split.lineages()).containsExactly("b");
    }

    private static Split split(Call... calls) {
        return split(List.of(log("n1", List.of(), List.of()), log("n2", List.of(), List.of())), calls);
    }

    private static Split split(List<NodeLog> logs, Call... calls) {
        return new Split(new History(1, List.of(calls), logs, List.of(CUT)), CUT);
    }

    private static Split split(NodeLog... logs) {
        return new Split(new History(1, List.of(), List.of(logs), List.of(CUT)), CUT);
    }

    private static NodeLog log(String node, List<ViewSeen> views, List<Settled> settled) {
        return new NodeLog(node, List.of(), views, settled, List.of());
    }

    private static ViewSeen view(long second, String lineage, long epoch, String... members) {
        return new ViewSeen(second * SECOND, lineage, epoch, List.of(members), Map.of());
    }

    private static Call call(long sent, long ended, String asked, Result result) {
        return new Call(sent, MOVED, true, sent * SECOND, sent * SECOND, ended * SECOND, asked, 0, result);
    }
}
