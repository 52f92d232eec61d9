package io.meshee.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SteadyLoadTest {

    private static final TurningIds IDS = new TurningIds(10, 10, 0);

    private final Queue<Integer> called = new ConcurrentLinkedQueue<>();
    private final CountDownLatch many = new CountDownLatch(100);

    @Test
    void callsAreNoMoreThanTheRateAsksFor() throws Exception {
        long begin = System.nanoTime();
        SteadyLoad load = new SteadyLoad(Thread::new, 4, 1000, IDS, this::note);
        assertThat(many.await(20, TimeUnit.SECONDS)).isTrue();
        load.stop();
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(load.answered()).isEqualTo(called.size()).isLessThanOrEqualTo((long) (1000 * seconds) + 4);
        assertThat(load.latencies().getTotalCount()).isEqualTo(load.answered());
        assertThat(load.latencies().getTotalCount())
                .as("only those since the last look")
                .isZero();
    }

    @Test
    void withoutARateTheyAreAsManyAsCanBe() throws Exception {
        SteadyLoad load = new SteadyLoad(Thread::new, 2, 0, IDS, this::note);
        assertThat(many.await(20, TimeUnit.SECONDS)).isTrue();
        load.stop();
        assertThat(Set.copyOf(called)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aCallThatFailsIsCountedAndTheNextOnesAreMade() throws Exception {
        SteadyLoad load = new SteadyLoad(Thread::new, 1, 0, IDS, id -> {
            note(id);
            if (called.size() % 2 == 0) {
                throw new IOException("every other one");
            }
        });
        assertThat(many.await(20, TimeUnit.SECONDS)).isTrue();
        load.stop();
        assertThat(load.failed()).isGreaterThanOrEqualTo(50).isEqualTo(called.size() / 2);
        assertThat(load.answered()).isEqualTo(called.size() - load.failed());
        assertThat(load.firstFailure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("every other one"));
    }

    @Test
    void aCallThatIsHeldUpCountsFromWhenItWasDue() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        SteadyLoad load = new SteadyLoad(Thread::new, 1, 1000, IDS, id -> {
            note(id);
            free.await();
        });
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 50_000_000) {
            Thread.onSpinWait();
        }
        free.countDown();
        assertThat(many.await(20, TimeUnit.SECONDS)).isTrue();
        load.stop();
        assertThat(load.latencies().getCountBetweenValues(10_000_000, Long.MAX_VALUE))
                .as("not only the one that was held up, also those that were due meanwhile")
                .isGreaterThan(20);
    }

    @Test
    void idsTurn() {
        TurningIds ids = new TurningIds(100, 10, 20);
        assertThat(at(ids, 0)).isEqualTo(range(0, 10));
        assertThat(at(ids, 500_000_000)).isEqualTo(range(10, 20));
        assertThat(at(ids, 4_900_000_000L)).contains(98, 99, 0, 7).hasSize(10);
        assertThat(at(ids, 5_000_000_000L)).isEqualTo(range(0, 10));
        assertThat(ids.at(TimeUnit.DAYS.toNanos(100), -1)).isBetween(0, 99);
    }

    private static Set<Integer> at(TurningIds ids, long nanos) {
        return IntStream.range(0, 50)
                .map(random -> ids.at(nanos, random))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Set<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toSet());
    }

    private void note(int id) {
        called.add(id);
        many.countDown();
    }
}
