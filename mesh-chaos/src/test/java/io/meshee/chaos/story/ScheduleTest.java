package io.meshee.chaos.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final int STEPS = 1000;

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(steps(new Schedule(7)::rough)).isEqualTo(steps(new Schedule(7)::rough));
        assertThat(steps(new Schedule(7)::rough)).isNotEqualTo(steps(new Schedule(8)::rough));
    }

    @Test
    void leavesTwoNodesAndRunsFour() {
        for (IntFunction<Step> schedule : List.<IntFunction<Step>>of(new Schedule(1)::rough, new Schedule(1)::smooth)) {
            int nodes = 2;
            for (int i = 0; i < STEPS; i++) {
                nodes = after(schedule.apply(nodes), nodes);
                assertThat(nodes).isBetween(Schedule.FEWEST, Schedule.MOST);
            }
        }
    }

    @Test
    void comesToEveryKindOfStep() {
        var kinds = steps(new Schedule(3)::rough).stream().map(Object::getClass).toList();

        assertThat(kinds)
                .contains(
                        Step.Join.class,
                        Step.Leave.class,
                        Step.Kill.class,
                        Step.Freeze.class,
                        Step.ClockStep.class,
                        Step.Wipe.class);
    }

    @Test
    void killsAndFreezesNobodyWhereNoCallMayFail() {
        assertThat(steps(new Schedule(3)::smooth))
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
