package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.shard.Shard;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many ends run at once, where each takes long and eight threads may be used. */
@Timeout(30)
class EndingPaceTest {

    private static final int THREADS = 8;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may turn
    private final AtomicInteger tidied = new AtomicInteger();
    private final Gate gate = new Gate();
    private final Endings endings = new Endings(
            new TidiedThreads(
                    1, 1, Duration.ofSeconds(1), new LinkedBlockingQueue<>(), Thread::new, tidied::incrementAndGet),
            THREADS,
            now::get);

    @AfterEach
    void end() {
        gate.open();
        endings.close();
    }

    @Test
    void those_that_nobody_waits_for_begin_one_by_one_and_are_twice_as_many_every_half_second() throws Exception {
        add(30);
        for (int running = 1; running <= THREADS; running *= 2) {
            assertRunning(running);
            pass(499);
            assertRunning(running);
            pass(1);
        }
        pass(5_000);
        assertRunning(THREADS);
    }

    @Test
    void those_that_somebody_waits_for_take_every_thread_at_once() throws Exception {
        add(30);
        assertRunning(1);

        for (int shard = 20; shard < 30; shard++) {
            endings.want(new Shard("work", shard));
        }

        assertRunning(THREADS);
    }

    @Test
    void it_begins_anew_when_all_have_ended() throws Exception {
        add(30);
        pass(1_000);
        assertRunning(4);
        gate.open();
        int tasks = 30 + 30 + 3; // for each that was added, after each that has run, and for each thread more
        Eventually.until("all have ended", () -> tidied.get() == tasks);
        Gate next = new Gate();
        for (int shard = 0; shard < 5; shard++) {
            endings.add(new Shard("work", shard), next::passWhateverComes);
        }

        next.awaitArrivals(1);
        endings.tick();
        assertThat(next.arrivals()).isEqualTo(1);
        next.open();
    }

    private void add(int count) {
        for (int shard = 0; shard < count; shard++) {
            endings.add(new Shard("work", shard), gate::passWhateverComes);
        }
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        endings.tick();
    }

    private void assertRunning(int count) throws Exception {
        gate.awaitArrivals(count);
        assertThat(gate.arrivals()).isEqualTo(count);
    }
}
