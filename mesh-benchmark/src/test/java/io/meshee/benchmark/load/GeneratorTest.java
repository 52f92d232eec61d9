package io.meshee.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private final Recorded calls = new Recorded();

    @Test
    void aClosedLoopHasAThreadForEachCall() throws Exception {
        Measure measure = Generator.run(new Task(Row.REMOTE, Load.callers(3), 0, 30_000, 300), calls, Thread::new);
        assertThat(calls.callers).hasSize(3);
        assertThat(measure.calls()).isEqualTo(calls.made.get()).isGreaterThanOrEqualTo(300);
        assertThat(measure.latencies().getTotalCount()).isEqualTo(measure.calls());
        assertThat(calls.tidied).isTrue();
    }

    @Test
    void whereOneInManyIsTimedAllAreCounted() throws Exception {
        Measure measure = Generator.run(new Task(Row.LOCAL, Load.callers(1), 0, 30_000, 10), calls, Thread::new);
        assertThat(measure.calls()).isEqualTo(640);
        assertThat(measure.latencies().getTotalCount()).isEqualTo(10);
    }

    /** The one call of 64 that is timed is not before 320 ms are over. */
    @Test
    void whatIsTooSlowToBeTimedIsCountedAllTheSame() throws Exception {
        calls.pauseMillis = 5;
        Measure measure =
                Generator.run(new Task(Row.LOCAL, Load.callers(1), 10, 200, Integer.MAX_VALUE), calls, Thread::new);
        assertThat(measure.calls()).isPositive().isLessThanOrEqualTo(calls.made.get());
        assertThat(measure.latencies().getTotalCount()).isZero();
    }

    @Test
    void aPipelineKeepsSoManyUnderWayAndNoMore() throws Exception {
        ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor();
        answers.scheduleWithFixedDelay(calls::answer, 1, 1, TimeUnit.MILLISECONDS);
        try {
            Measure measure = Generator.run(new Task(Row.REMOTE, Load.pipelined(8), 100, 100, 0), calls, Thread::new);
            assertThat(calls.most.get()).isEqualTo(8);
            assertThat(measure.calls()).isPositive().isLessThanOrEqualTo(calls.made.get());
        } finally {
            answers.shutdownNow();
        }
    }

    @Test
    void aCallThatFailsEndsTheMeasurement() {
        calls.failure = new IOException("gone");
        assertThatThrownBy(() -> Generator.run(new Task(Row.REMOTE, Load.callers(2), 1, 30_000, 0), calls, Thread::new))
                .isSameAs(calls.failure);
    }

    @Test
    void aTaskComesOutOfItsQueryAsItWentIn() {
        Task task = Task.of(Row.ACTIVATE, Load.pipelined(256), 10, 20);
        Map<String, String> query = Stream.of(task.toQuery().split("&"))
                .map(part -> part.split("="))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        assertThat(Task.of(query)).isEqualTo(task);
    }

    /** Answers waiting callers at once, and others when it is told to. */
    private static final class Recorded implements Subject.Calls {

        private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
        private IOException failure;
        private long pauseMillis;
        private boolean tidied;

        @Override
        public void call(int number) throws IOException {
            callers.add(Thread.currentThread());
            made.incrementAndGet();
            if (failure != null) {
                throw failure;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }

        @Override
        public void start(int number, Runnable done) {
            made.incrementAndGet();
            held.add(done);
            most.accumulateAndGet(held.size(), Math::max);
        }

        void answer() {
            for (Runnable next = held.poll(); next != null; next = held.poll()) {
                next.run();
            }
        }

        @Override
        public void tidy() {
            tidied = true;
        }
    }
}
