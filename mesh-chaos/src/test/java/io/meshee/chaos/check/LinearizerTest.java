package io.meshee.chaos.check;

import static io.meshee.chaos.check.CounterModel.Ask.ADD;
import static io.meshee.chaos.check.CounterModel.Ask.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meshee.chaos.check.CounterModel.Ask;
import io.meshee.chaos.check.Verdict.Linearizable;
import io.meshee.chaos.check.Verdict.NotLinearizable;
import io.meshee.chaos.check.Verdict.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinearizerTest {

    private static final int BUDGET = 10_000;

    static Stream<Arguments> good() {
        return Stream.of(
                arguments("nothing happened", List.of()),
                arguments("one after the other", List.of(add(0, 1, 1), add(2, 3, 2), read(4, 5, 2))),
                arguments("overlapping, answered the other way round", List.of(add(0, 9, 2), add(1, 8, 1))),
                arguments("a read beside an increment sees the value before", List.of(add(0, 9, 1), read(1, 2, 0))),
                arguments("a read beside an increment sees the value after", List.of(add(0, 9, 1), read(1, 2, 1))),
                arguments("an open increment that happened", List.of(openAdd(0), read(1, 2, 1))),
                arguments("an open increment that did not", List.of(openAdd(0), add(1, 2, 1), read(3, 4, 1))),
                arguments(
                        "an open increment that happens long after its caller gave up",
                        List.of(openAdd(0), add(1, 2, 1), read(3, 4, 1), read(5, 6, 2))),
                arguments(
                        "two open increments, of which one happened",
                        List.of(openAdd(0), openAdd(1), add(2, 3, 2), read(4, 5, 2))),
                arguments(
                        "an answer and a call at the same moment may have overlapped",
                        List.of(add(0, 5, 2), add(5, 6, 1))));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("the first value is not one", List.of(add(0, 1, 2))),
                arguments("an acknowledged increment is lost", List.of(add(0, 1, 1), add(2, 3, 2), read(4, 5, 1))),
                arguments("an increment is applied twice", List.of(add(0, 1, 1), read(2, 3, 2))),
                arguments("two increments get one value", List.of(add(0, 9, 1), add(1, 8, 1))),
                arguments("a value is answered before an earlier one", List.of(add(0, 1, 2), add(2, 3, 1))),
                arguments("the value goes back", List.of(add(0, 1, 1), add(2, 3, 2), add(4, 5, 2))),
                arguments("a read goes back", List.of(add(0, 9, 1), read(1, 2, 1), read(3, 4, 0))),
                arguments("an open increment before its call", List.of(read(0, 1, 1), openAdd(2))),
                arguments("one open increment counts twice", List.of(openAdd(0), add(1, 2, 2), read(3, 4, 3))),
                arguments("an open increment that happened is lost", List.of(openAdd(0), read(1, 2, 1), add(3, 4, 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void accepts(String name, List<Operation<Ask, Long>> history) {
        assertThat(check(history, BUDGET)).isEqualTo(new Linearizable<>());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refuses(String name, List<Operation<Ask, Long>> history) {
        assertThat(check(history, BUDGET)).isInstanceOf(NotLinearizable.class);
    }

    @Test
    void namesTheOperationThatDoesNotFitAndTheStatesItCouldHaveMet() {
        var lost = add(4, 5, 2);

        assertThat(check(List.of(add(0, 1, 1), openAdd(2), add(2, 3, 2), lost), BUDGET))
                .isEqualTo(new NotLinearizable<>(lost, Set.of(2L)));
    }

    @Test
    void aThousandOpenIncrementsDoNotDoubleTheSearchEach() {
        var history = new ArrayList<Operation<Ask, Long>>();
        for (int i = 0; i < 1000; i++) {
            history.add(openAdd(i));
        }
        history.add(read(1001, 1002, 500));
        history.add(read(1003, 1004, 1000));

        assertThat(check(history, BUDGET)).isEqualTo(new Linearizable<>());
        history.add(read(1005, 1006, 1001));
        assertThat(check(history, BUDGET)).isInstanceOf(NotLinearizable.class);
    }

    @Test
    void saysSoWhenItGivesUp() {
        var history = new ArrayList<Operation<Ask, Long>>();
        for (int i = 0; i < 12; i++) {
            history.add(read(i, 100, 0));
        }

        assertThat(check(history, 10)).isInstanceOf(Undecided.class);
        assertThat(check(history, BUDGET)).isEqualTo(new Linearizable<>());
    }

    static Operation<Ask, Long> add(long called, long returned, long value) {
        return Operation.returned(called, returned, ADD, value);
    }

    static Operation<Ask, Long> read(long called, long returned, long value) {
        return Operation.returned(called, returned, READ, value);
    }

    static Operation<Ask, Long> openAdd(long called) {
        return Operation.open(called, ADD);
    }

    private static Verdict<Long, Ask, Long> check(List<Operation<Ask, Long>> history, int budget) {
        return new Linearizer<>(new CounterModel(), budget).check(history);
    }
}
