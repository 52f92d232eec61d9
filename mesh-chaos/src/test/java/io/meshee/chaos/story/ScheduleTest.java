package io.meshee.chaos.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.story.Schedule.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final int STEPS = 1000;
    private static final Set<Links> ALL = Set.of(Links.values());

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(steps(new Schedule(7, ALL)::rough)).isEqualTo(steps(new Schedule(7, ALL)::rough));
        assertThat(steps(new Schedule(7, ALL)::rough)).isNotEqualTo(steps(new Schedule(8, ALL)::rough));
    }

    @Test
    void leavesTwoNodesAndRunsFour() {
        for (IntFunction<Step> schedule :
                List.<IntFunction<Step>>of(new Schedule(1, ALL)::rough, new Schedule(1, ALL)::smooth)) {
            int nodes = 2;
            for (int i = 0; i < STEPS; i++) {
                nodes = after(schedule.apply(nodes), nodes);
                assertThat(nodes).isBetween(Schedule.FEWEST, Schedule.MOST);
            }
        }
    }

    @Test
    void comesToEveryKindOfStep() {
        var kinds = steps(new Schedule(3, ALL)::rough).stream()
                .map(Object::getClass)
                .toList();

        assertThat(kinds)
                .contains(
                        Step.Join.class,
                        Step.Leave.class,
                        Step.Kill.class,
                        Step.Freeze.class,
                        Step.ClockStep.class,
                        Step.Wipe.class,
                        Step.CutOff.class,
                        Step.CutOneWay.class,
                        Step.SlowLink.class);
    }

    @Test
    void touchesNoNetworkWhereThereIsNone() {
        assertThat(steps(new Schedule(3, Set.of())::rough))
                .noneMatch(step ->
                        step instanceof Step.CutOff || step instanceof Step.CutOneWay || step instanceof Step.SlowLink);
    }

    @Test
    void slowsNoLinkWhereLinksAreOnlyCut() {
        assertThat(steps(new Schedule(3, Set.of(Links.CUT))::rough))
                .noneMatch(Step.SlowLink.class::isInstance)
                .anyMatch(Step.CutOff.class::isInstance);
    }

    /** Of two halves the grid keeps the entries of whichever it likes. */
    @Test
    void cutsOnlyFewerThanHalfOff() {
        var schedule = new Schedule(3, ALL);
        for (int i = 0; i < STEPS; i++) {
            assertThat(schedule.rough(2)).isNotInstanceOfAny(Step.CutOff.class, Step.CutOneWay.class);
            assertThat(schedule.rough(3)).satisfies(step -> {
                if (step instanceof Step.CutOneWay cut) {
                    assertThat(cut.to()).isBetween(0, 2).isNotEqualTo(cut.from());
                }
            });
        }
    }

    @Test
    void killsAndFreezesNobodyWhereNoCallMayFail() {
        assertThat(steps(new Schedule(3, ALL)::smooth))
                .noneMatch(
                        step -> step instanceof Step.Kill || step instanceof Step.Freeze || step instanceof Step.Wipe);
    }

    private static List<Step> steps(IntFunction<Step> schedule) {
        int nodes = 2;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            var step = schedule.apply(nodes);
            nodes = after(step, nodes);
            steps.add(step);
        }
        return steps;
    }

    private static int after(Step step, int nodes) {
        return step instanceof Step.Join
                ? nodes + 1
                : step instanceof Step.Leave || step instanceof Step.Kill ? nodes - 1 : nodes;
    }
}
