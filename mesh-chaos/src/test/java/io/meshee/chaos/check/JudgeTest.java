package io.meshee.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Activation;
import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.History;
import io.meshee.chaos.history.NodeLog;
import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Process PROCESS = new Process("durable-tally", "1");

    @Test
    void aCleanHistoryHasNoFindings() {
        assertThat(judge(
                        List.of(life("n1", 1, 0, 25), life("n2", 2, 30, -1)),
                        add(1, 10, answered(1, "n1", 1)),
                        add(2, 20, answered(2, "n1", 1)),
                        add(3, 40, answered(3, "n2", 2)),
                        read(4, 50, answered(3, "n2", 2))))
                .isEmpty();
    }

    @Test
    void aLostIncrementIsAFinding() {
        assertThat(judge(
                        List.of(),
                        add(1, 10, answered(1, "n1", 1)),
                        add(2, 20, answered(2, "n1", 1)),
                        read(3, 30, answered(1, "n2", 2))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.NOT_LINEARIZABLE);
                    assertThat(finding.text()).contains("call 3").contains("[2]");
                });
    }

    @Test
    void anUnknownCallMayHaveHappenedOrNot() {
        assertThat(judge(List.of(), add(1, 10, failed(Executed.UNKNOWN)), read(2, 20, answered(1, "n1", 1))))
                .isEmpty();
        assertThat(judge(List.of(), add(1, 10, failed(Executed.UNKNOWN)), read(2, 20, answered(0, "n1", 1))))
                .isEmpty();
    }

    @Test
    void aCallThatSaysThatItDidNotHappenMustNotHaveHappened() {
        assertThat(judge(List.of(), add(1, 10, failed(Executed.NO)), read(2, 20, answered(1, "n1", 1))))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.NOT_LINEARIZABLE);
    }

    @Test
    void anActivationThatAnswersAfterItsSuccessorBeganIsAFinding() {
        assertThat(judge(
                        List.of(life("n1", 1, 0, -1), life("n2", 2, 30, -1)),
                        add(1, 10, answered(1, "n1", 1)),
                        read(2, 40, answered(1, "n1", 1)),
                        read(3, 50, answered(1, "n2", 2))))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.TWO_ACTIVATIONS);
    }

    @Test
    void anActivationMayBeginBesideAnotherAsLongAsItAnswersNothing() {
        assertThat(judge(
                        List.of(life("n1", 1, 0, -1), life("n2", 2, 30, -1)),
                        add(1, 10, answered(1, "n1", 1)),
                        read(2, 40, answered(1, "n1", 1))))
                .isEmpty();
    }

    @Test
    void anActivationMayEndLateAsLongAsItAnswersNothing() {
        assertThat(judge(
                        List.of(life("n1", 1, 0, 90), life("n2", 2, 30, -1)),
                        add(1, 10, answered(1, "n1", 1)),
                        add(2, 40, answered(2, "n2", 2))))
                .isEmpty();
    }

    @Test
    void aNodesNextStartCountsItsActivationsAnew() {
        var lives = List.of(life("n1", 7, 0, 20), life("n2", 3, 25, 45), life("n1", 7, 50, -1));

        assertThat(judge(
                        lives,
                        add(1, 10, answered(1, "n1", 7)),
                        add(2, 30, answered(2, "n2", 3)),
                        add(3, 60, answered(3, "n1", 7))))
                .isEmpty();
        assertThat(judge(
                        lives,
                        add(1, 10, answered(1, "n1", 7)),
                        add(2, 30, answered(2, "n2", 3)),
                        add(3, 35, answered(3, "n1", 7)),
                        add(4, 60, answered(4, "n1", 7))))
                .as("the former start answered too late")
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.TWO_ACTIVATIONS);
    }

    private static List<Finding> judge(List<Activation> lives, Call... calls) {
        var log = new NodeLog("n1", lives, List.of(), List.of(), List.of());
        return new Judge().judge(new History(1, List.of(calls), List.of(log), List.of()));
    }

    private static Activation life(String node, long incarnation, long began, long ended) {
        var end = ended < 0 ? OptionalLong.empty() : OptionalLong.of(ended);
        return new Activation(PROCESS, node, incarnation, began, end);
    }

    private static Call add(long number, long sent, Result result) {
        return new Call(number, PROCESS, true, sent, sent, sent + 5, "n1", 0, result);
    }

    private static Call read(long number, long sent, Result result) {
        return new Call(number, PROCESS, false, sent, sent, sent + 5, "n1", 0, result);
    }

    private static Result answered(long value, String node, long incarnation) {
        return new Answered(value, node, incarnation);
    }

    private static Result failed(Executed executed) {
        return new Failed(executed, "SomeException", "");
    }
}
