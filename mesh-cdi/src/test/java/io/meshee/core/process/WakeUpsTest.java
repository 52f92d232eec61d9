package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakeUpsTest {

    private final List<Thread> woken = new ArrayList<>();
    private final Thread one = new Thread("one");
    private final Thread other = new Thread("other");
    private long now = Long.MAX_VALUE - 10; // the clock may pass the end of its range
    private final WakeUps wakeUps = new WakeUps(() -> now, woken::add);

    @Test
    void a_caller_is_woken_at_once_outside_a_burst() {
        wakeUps.wake(one);

        assertThat(woken).containsExactly(one);
    }

    @Test
    void those_of_a_burst_are_woken_after_it_in_order() {
        wakeUps.beginBurst();
        wakeUps.wake(one);
        wakeUps.wake(other);
        assertThat(woken).isEmpty();

        wakeUps.endBurst();

        assertThat(woken).containsExactly(one, other);
    }

    @Test
    void after_a_burst_callers_are_woken_at_once_again() {
        wakeUps.beginBurst();
        wakeUps.endBurst();

        wakeUps.wake(one);

        assertThat(woken).containsExactly(one);
    }

    @Test
    void an_answer_that_comes_late_in_a_burst_wakes_all_and_the_time_begins_anew() {
        wakeUps.beginBurst();
        wakeUps.wake(one);
        now += WakeUps.LONGEST_NANOS;
        wakeUps.wake(other);
        assertThat(woken).isEmpty();
        now++;
        wakeUps.wake(one);
        assertThat(woken).containsExactly(one, other, one);

        wakeUps.wake(other);

        assertThat(woken).hasSize(3);
    }

    @Test
    void whoever_looks_may_wake_them_and_nobody_is_woken_twice() {
        wakeUps.beginBurst();
        wakeUps.wake(one);

        wakeUps.wakeAll();
        wakeUps.endBurst();

        assertThat(woken).containsExactly(one);
    }

    /** As the tick does, while the thread of the burst goes on answering. */
    @Test
    void each_is_woken_once_while_another_thread_wakes_them_too() throws Exception {
        AtomicInteger times = new AtomicInteger();
        WakeUps raced = new WakeUps(System::nanoTime, caller -> times.incrementAndGet());
        AtomicBoolean over = new AtomicBoolean();
        Thread tick = new Thread(() -> {
            while (!over.get()) {
                raced.wakeAll();
            }
        });
        tick.start();

        for (int burst = 0; burst < 5000; burst++) {
            raced.beginBurst();
            for (int answer = 0; answer < 10; answer++) {
                raced.wake(one);
            }
            raced.endBurst();
        }
        over.set(true);
        tick.join();

        assertThat(times).hasValue(50_000);
    }
}
