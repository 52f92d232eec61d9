package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessTimer;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers are cancelled at the very moment at which they fire: a cancelled one never runs, and no other one is lost. */
class TimerRaceTest {

    private static final int TIMERS = 64;
    private static final int LATER = TIMERS;
    private static final int ROUNDS = 100;

    /** Has the process start its timers, and cancel every other one as they fire. */
    record CancelOwn() implements Serializable {}

    /** Has the process start its timers; others cancel them. */
    record Start(Duration period) implements Serializable {}

    record Tick(int timer) implements Serializable {}

    record Settle() implements Serializable {}

    @Capability("test")
    final class Subject {

        private ProcessContext self;
        private ProcessTimer later;

        @Activate
        void activate(ProcessContext context) {
            self = context;
        }

        @Handle(execution = Execution.POOL)
        public void start(Start message) {
            if (later != null) {
                later.cancel();
            }
            later = self.schedule(Duration.ofHours(1), new Tick(LATER));
            for (int i = 0; i < TIMERS; i++) {
                timers.add(
                        message.period() == null
                                ? self.schedule(DELAY, new Tick(i))
                                : self.schedule(DELAY, message.period(), new Tick(i)));
            }
        }

        @Handle(execution = Execution.POOL)
        public void cancelOwn(CancelOwn message) {
            start(new Start(null));
            awaitFirst();
            for (int i = 0; i < TIMERS; i += 2) {
                cancelled.set(i, timers.get(i).cancel() ? 1 : 0);
            }
        }

        @Handle(execution = Execution.POOL)
        public void tick(Tick tick) {
            runs.incrementAndGet(tick.timer());
            if (cancelled.get(tick.timer()) != 0) {
                late.incrementAndGet();
            }
        }

        @Handle(execution = Execution.POOL)
        public void settle(Settle message) {
            // what was sent before it is over
        }
    }

    private static final Duration DELAY = Duration.ofMillis(1);

    private final List<ProcessTimer> timers = new ArrayList<>();
    private final AtomicInteger late = new AtomicInteger();
    private final Processes processes = Processes.of(ProcessClasses.of(Subject.class, Subject::new));
    private AtomicIntegerArray runs;
    private AtomicIntegerArray cancelled;

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void a_timer_that_its_process_cancels_never_runs_and_every_other_one_does_once() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            begin();
            processes.post("a", new CancelOwn()).value();
            awaitNone();

            for (int i = 0; i < TIMERS; i++) {
                boolean wasCancelled = i % 2 == 0;
                assertThat(cancelled.get(i)).as("timer %d was active", i).isEqualTo(wasCancelled ? 1 : 0);
                assertThat(runs.get(i)).as("runs of timer %d", i).isEqualTo(wasCancelled ? 0 : 1);
            }
        }
    }

    @Test
    void a_timer_that_somebody_else_cancels_has_run_once_or_was_active() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            begin();
            processes.post("a", new Start(null)).value();
            awaitFirst();
            for (int i = 0; i < TIMERS; i++) {
                if (!timers.get(i).cancel()) {
                    assertThat(runs.get(i))
                            .as("runs of timer %d, which was over", i)
                            .isEqualTo(1);
                }
            }
            settle();
            List<Integer> now = counts();

            assertThat(now).allMatch(count -> count <= 1);
            awaitNone();
            assertThat(counts()).isEqualTo(now);
        }
    }

    @Test
    void a_periodic_timer_that_is_cancelled_does_not_come_back() throws Exception {
        for (int round = 0; round < ROUNDS / 2; round++) {
            begin();
            processes.post("a", new Start(DELAY)).value();
            awaitFirst();
            for (ProcessTimer timer : timers) {
                assertThat(timer.cancel()).isTrue();
            }
            settle();
            List<Integer> now = counts();

            assertThat(waiting()).isZero();
            awaitNone();
            assertThat(counts()).isEqualTo(now);
        }
    }

    private void begin() {
        timers.clear();
        runs = new AtomicIntegerArray(TIMERS + 1);
        cancelled = new AtomicIntegerArray(TIMERS + 1);
    }

    /** Spins, to be there when the rest fires. */
    private void awaitFirst() {
        long giveUp = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (waiting() == TIMERS && System.nanoTime() - giveUp < 0) {
            Thread.onSpinWait();
        }
    }

    /** What has been sent by a timer, or was before, is over. */
    private void settle() throws Exception {
        processes.post("a", new Settle()).value();
    }

    /** No timer fires any more. */
    private void awaitNone() throws Exception {
        Eventually.until(
                "all have fired or are cancelled",
                () -> waiting() == 0
                        && timers.stream().noneMatch(ProcessTimer::isActive)); // one may be about to be sent
        settle();
        assertThat(late).as("runs after a cancel").hasValue(0);
        assertThat(runs.get(LATER)).as("runs of a timer that is due in an hour").isZero();
    }

    /** How many wait, without the one for later. */
    private long waiting() {
        return processes.host().turns().timers().dues().count() - 1;
    }

    private List<Integer> counts() {
        return IntStream.range(0, TIMERS).mapToObj(runs::get).toList();
    }
}
