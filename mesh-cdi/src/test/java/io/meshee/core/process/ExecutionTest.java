package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.CallTimeoutException;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionTest {

    record Caller() implements Serializable {}

    record Pool() implements Serializable {}

    record Auto(boolean slow) implements Serializable {}

    record Stuck(int number) implements Serializable {}

    record Swallow() implements Serializable {}

    record Nest(int depth) implements Serializable {}

    record SelfInterrupt() implements Serializable {}

    @Capability("test")
    final class Subject {
        @Handle(execution = Execution.CALLER)
        public String caller(Caller message) {
            return where();
        }

        @Handle(execution = Execution.POOL)
        public String pool(Pool message) {
            return where();
        }

        @Handle
        public String auto(Auto message) {
            long until = System.nanoTime() + (message.slow() ? TimeUnit.MILLISECONDS.toNanos(2) : 0);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            return where();
        }

        @Handle(execution = Execution.CALLER)
        public void stuck(Stuck message) {
            gate.pass();
        }

        @Handle(execution = Execution.CALLER)
        public String swallow(Swallow message) {
            try {
                gate.pass();
            } catch (IllegalStateException interrupted) {
                return "went on";
            }
            return "passed";
        }

        @Handle(execution = Execution.CALLER)
        public int nest(Nest message) throws Exception {
            if (!Thread.currentThread().equals(caller.get())) {
                return message.depth();
            }
            Processes all = processes;
            return (int) all.send("nested-" + message.depth(), new Nest(message.depth() + 1))
                    .value();
        }

        @Handle(execution = Execution.POOL)
        public void selfInterrupt(SelfInterrupt message) {
            Thread.currentThread().interrupt();
        }

        private String where() {
            return Thread.currentThread().isInterrupted()
                    ? "interrupted"
                    : Thread.currentThread().getName();
        }
    }

    private final Gate gate = new Gate();
    private final AtomicReference<Thread> caller = new AtomicReference<>(Thread.currentThread());
    private final String here = Thread.currentThread().getName();
    private final Processes processes = Processes.of(ProcessClasses.of(Subject.class, Subject::new));

    @BeforeEach
    void activationsAreKnownToBeFast() throws Exception {
        Eventually.until("activations are fast", () -> {
            for (int i = 0; i < 40; i++) {
                processes.post("warm-" + System.nanoTime(), new Pool()).value();
            }
            return processes.host().activationSpeed().isFast();
        });
    }

    @AfterEach
    void endProcesses() {
        gate.open();
        processes.close();
    }

    @Test
    void caller_runs_on_the_callers_thread() throws Exception {
        assertThat(processes.send("a", new Caller()).value()).isEqualTo(here);
    }

    @Test
    void pool_never_does() throws Exception {
        assertThat(processes.send("a", new Pool()).value()).isEqualTo("pool");
    }

    @Test
    void nothing_runs_on_a_thread_that_must_not_be_used() throws Exception {
        assertThat(processes.post("a", new Caller()).value()).isEqualTo("pool");
    }

    @Test
    void nothing_runs_within_the_callers_transaction() throws Exception {
        AtomicReference<Message> sent = new AtomicReference<>();
        processes.environment.runInTransaction(() -> sent.set(processes.send("a", new Caller())));

        assertThat(sent.get().value()).isEqualTo("pool");
    }

    @Test
    void runs_nest_sixteen_deep_on_one_thread_and_no_deeper() throws Exception {
        assertThat(processes.send("a", new Nest(0)).value()).isEqualTo(16);
    }

    @Test
    void auto_moves_to_the_callers_thread_once_fast_and_back_at_the_first_slow_run() throws Exception {
        assertThat(processes.send("a", new Auto(false)).value()).isEqualTo("pool");
        Eventually.until(
                "it has shown itself fast",
                () -> processes.send("a", new Auto(false)).value().equals(here));

        processes.send("a", new Auto(true)).value();

        assertThat(processes.send("a", new Auto(false)).value()).isEqualTo("pool");
    }

    @Test
    void a_caller_handler_activates_its_process_on_the_callers_thread_too() throws Exception {
        try (Processes cold = Processes.of(ProcessClasses.of(Subject.class, Subject::new))) {
            assertThat(cold.send("a", new Caller()).value()).isEqualTo(here);
        }
    }

    @Test
    void an_overdue_run_is_interrupted_on_whatever_thread_it_is() throws Exception {
        Message stuck = processes.send("a", new Stuck(1), Duration.ofMillis(50));

        assertThat(stuck.failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(gate.interruptions()).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_run_that_went_on_after_its_interrupt_succeeds_and_leaves_none_behind() throws Exception {
        Message swallowed = processes.send("a", new Swallow(), Duration.ofMillis(50));

        assertThat(swallowed.value()).isEqualTo("went on");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(processes.send("a", new Caller()).value()).isEqualTo(here);
    }

    @Test
    void an_interrupt_for_an_overdue_run_never_reaches_a_later_one() throws Exception {
        AtomicInteger disturbed = new AtomicInteger();
        for (int i = 0; i < 2000; i++) {
            processes.send(
                    "a", new Caller(), Duration.ofNanos(2000 + i * 1000L % 7_000_000)); // may be overdue at any point
            if (Thread.interrupted()
                    || "interrupted".equals(processes.send("b", new Caller()).value())) {
                disturbed.incrementAndGet();
            }
        }

        assertThat(disturbed).hasValue(0);
    }

    @Test
    void a_handler_that_interrupts_its_own_thread_disturbs_no_later_run_there() throws Exception {
        Message hold = processes.post("a", new Stuck(1));
        gate.awaitArrivals(1);
        Message own = processes.post("a", new SelfInterrupt());
        Message later = processes.post("a", new Pool());
        gate.open();
        hold.value();
        own.value();

        assertThat(later.value()).isEqualTo("pool");
    }
}
