package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerPoolTest {

    private static final int THREADS = 3;

    private final WorkerPool pool = new WorkerPool(THREADS, Thread::new, () -> {});
    private final Gate gate = new Gate();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void end() {
        gate.open();
        pool.close();
    }

    @Test
    void what_waits_behind_threads_that_are_held_up_for_a_moment_is_not_refused() throws Exception {
        blockAll();
        pool.execute(turn(() -> {}));

        tick(50);
        gate.open();

        Eventually.until("it runs", () -> done.get() == THREADS + 1);
        assertThat(refused).hasValue(0);
    }

    @Test
    void what_waits_behind_blocked_threads_is_refused_until_one_moves_again() throws Exception {
        blockAll();
        pool.execute(turn(() -> {}));

        tick(200);
        assertThat(refused).hasValue(1);
        pool.execute(turn(() -> {}));
        assertThat(refused).hasValue(2);

        gate.open();
        Eventually.until("the threads are free", () -> done.get() == THREADS);
        tick(1);
        pool.execute(turn(() -> {}));
        Eventually.until("it runs", () -> done.get() == THREADS + 1);
        assertThat(refused).hasValue(2);
    }

    private void blockAll() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            pool.execute(turn(gate::pass));
        }
        gate.awaitArrivals(THREADS);
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            pool.tick();
        }
    }

    private WorkerPool.Turn turn(Runnable work) {
        return new WorkerPool.Turn() {
            @Override
            public void run() {
                work.run();
                done.incrementAndGet();
            }

            @Override
            public void rejected() {
                refused.incrementAndGet();
            }
        };
    }
}
