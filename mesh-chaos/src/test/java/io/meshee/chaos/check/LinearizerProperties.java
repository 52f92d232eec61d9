package io.meshee.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.check.CounterModel.Ask;
import io.meshee.chaos.check.Verdict.Linearizable;
import io.meshee.chaos.check.Verdict.NotLinearizable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The search against histories of which the verdict is known otherwise. */
class LinearizerProperties {

    private final Linearizer<Long, Ask, Long> linearizer = new Linearizer<>(new CounterModel(), 100_000);

    /** A counter that really does one thing at a time, seen by callers that wait for it, and sometimes give up. */
    @Property(tries = 300)
    void whateverARealCounterAnswersIsLinearizable(@ForAll Random random) {
        assertThat(linearizer.check(realHistory(random))).isEqualTo(new Linearizable<>());
    }

    /** After every increment that was answered, a value that is too low by one shows that one was lost. */
    @Property(tries = 300)
    void aLostIncrementIsSeen(@ForAll Random random) {
        var history = new ArrayList<>(realHistory(random));
        long most = history.stream()
                .flatMap(operation -> operation.output().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        history.add(Operation.returned(10_000, 10_001, Ask.READ, most - 1));

        assertThat(linearizer.check(history)).isInstanceOf(NotLinearizable.class);
    }

    @Property(tries = 3000)
    void agreesWithTryingEveryOrder(@ForAll("smallHistories") List<Operation<Ask, Long>> history) {
        assertThat(linearizer.check(history) instanceof Linearizable)
                .isEqualTo(someOrderFits(history, new HashSet<>(), 0));
    }

    @Provide
    Arbitrary<List<Operation<Ask, Long>>> smallHistories() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 8),
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.of(Ask.ADD, Ask.ADD, Ask.READ),
                        Arbitraries.longs().between(-1, 3))
                .as((called, length, ask, value) -> value < 0
                        ? Operation.<Ask, Long>open(called, ask)
                        : Operation.returned(called, called + length, ask, value))
                .list()
                .ofMaxSize(6);
    }

    /** By definition: takes any operation that no other had to precede, and goes on; open ones may be left out. */
    private static boolean someOrderFits(List<Operation<Ask, Long>> history, Set<Integer> done, long state) {
        boolean allReturned = true;
        for (int i = 0; i < history.size(); i++) {
            allReturned &= done.contains(i) || history.get(i).isOpen();
        }
        if (allReturned) {
            return true;
        }
        for (int i = 0; i < history.size(); i++) {
            if (!done.contains(i) && mayBeNext(history, done, i)) {
                long next = history.get(i).input() == Ask.ADD ? state + 1 : state;
                if (history.get(i).output().filter(output -> output != next).isEmpty()) {
                    var more = new HashSet<>(done);
                    more.add(i);
                    if (someOrderFits(history, more, next)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean mayBeNext(List<Operation<Ask, Long>> history, Set<Integer> done, int candidate) {
        for (int i = 0; i < history.size(); i++) {
            if (!done.contains(i)
                    && history.get(i).returned() < history.get(candidate).called()) {
                return false;
            }
        }
        return true;
    }

    private static List<Operation<Ask, Long>> realHistory(Random random) {
        List<Operation<Ask, Long>> history = new ArrayList<>();
        long value = 0;
        int moments = random.nextInt(40);
        for (int moment = 0; moment < moments; moment++) {
            boolean adds = random.nextInt(4) > 0;
            boolean open = random.nextInt(6) == 0;
            boolean happens = !open || random.nextBoolean();
            long effect = 100L + 10L * moment;
            long called = effect - random.nextInt(100);
            if (happens && adds) {
                value++;
            }
            history.add(
                    open
                            ? Operation.open(called, adds ? Ask.ADD : Ask.READ)
                            : Operation.returned(
                                    called, effect + random.nextInt(100), adds ? Ask.ADD : Ask.READ, value));
        }
        return history;
    }
}
