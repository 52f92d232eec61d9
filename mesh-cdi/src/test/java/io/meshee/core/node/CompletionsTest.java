package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.process.WorkerPool;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionsTest {

    private static final int OTHERS = 20;

    private final AtomicInteger tidied = new AtomicInteger();
    private final WorkerPool pool = new WorkerPool(8, Thread::new, () -> {});
    private final Completions completions = new Completions(pool, tidied::incrementAndGet, 2);
    private final AtomicInteger done = new AtomicInteger();
    private final Gate gate = new Gate();

    @AfterEach
    void end() {
        gate.open();
        pool.close();
    }

    @Test
    void those_that_come_together_share_a_turn() throws Exception {
        completions.add(gate::pass);
        gate.awaitArrivals(1);

        addOthers();

        assertThat(done).as("a turn of their own would not have waited").hasValue(0);
        gate.open();
        Eventually.until("they are done", () -> done.get() == OTHERS);
    }

    @Test
    void one_that_blocks_holds_up_no_other() throws Exception {
        completions.add(gate::pass);
        gate.awaitArrivals(1);
        addOthers();

        completions.tick();
        completions.tick();

        Eventually.until("the others are done", () -> done.get() == OTHERS);
        completions.add(gate::pass);
        gate.awaitArrivals(2);
        gate.open();
        addOthers();
        Eventually.until("more are done", () -> done.get() == 2 * OTHERS);
    }

    @Test
    void a_turn_that_takes_its_time_is_joined_by_another() throws Exception {
        Gate first = new Gate();
        completions.add(() -> {
            first.pass(); // until the others wait behind it
            takeAtLeast(Duration.ofMillis(2));
        });
        completions.add(gate::pass);
        completions.add(gate::pass);
        first.open();

        gate.awaitArrivals(2); // on one thread the second would not come before the first has passed
    }

    @Test
    void the_thread_is_tidied_after_each() throws Exception {
        completions.add(() -> Thread.currentThread().interrupt());
        completions.add(() -> done.addAndGet(Thread.currentThread().isInterrupted() ? 100 : 1));

        Eventually.until("both are done", () -> tidied.get() == 2);
        assertThat(done).hasValue(1);
    }

    @Test
    void where_no_thread_is_to_be_had_they_are_done_all_the_same() {
        pool.close();

        addOthers();

        assertThat(done).hasValue(OTHERS);
    }

    private void addOthers() {
        for (int i = 0; i < OTHERS; i++) {
            completions.add(done::incrementAndGet);
        }
    }

    private static void takeAtLeast(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
