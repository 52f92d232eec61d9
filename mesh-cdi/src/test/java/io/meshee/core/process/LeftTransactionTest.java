package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Activate;
import io.meshee.api.ActivationException;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessFailedException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transaction that the application forgets on a thread of Mesh's is rolled back, and whoever forgot it has failed. */
class LeftTransactionTest {

    record Begin() implements Serializable {}

    record BeginAndThrow() implements Serializable {}

    record BeginAndGoOn() implements Serializable {}

    record BeginHere() implements Serializable {}

    record End() implements Serializable {}

    record Look() implements Serializable {}

    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Capability("test")
    final class Subject {

        private ProcessContext self;

        @Activate
        void activate(ProcessContext context) {
            self = context;
            if (self.id().equals("begins-at-once")) {
                processes.environment.begin();
            }
        }

        @Handle(execution = Execution.POOL)
        public String begin(Begin message) {
            processes.environment.begin();
            return "done";
        }

        @Handle(execution = Execution.POOL)
        public void begin(BeginAndThrow message) throws Refusal {
            processes.environment.begin();
            throw new Refusal();
        }

        @Handle(execution = Execution.POOL)
        public CompletionStage<String> begin(BeginAndGoOn message) {
            processes.environment.begin();
            return stage;
        }

        @Handle(execution = Execution.CALLER)
        public String begin(BeginHere message) {
            processes.environment.begin();
            return "done";
        }

        @Handle(execution = Execution.POOL)
        public void end(End message) {
            self.passivate();
        }

        @Handle(execution = Execution.POOL)
        public String look(Look message) {
            return self.incarnation() + (processes.environment.inTransaction() ? " in a transaction" : " in none");
        }

        @Passivate
        void passivate(PassivationReason reason) {
            processes.environment.begin();
            passivated = true;
        }
    }

    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private volatile boolean passivated;
    private final Processes processes =
            new Processes(ProcessClasses.of(Subject.class, Subject::new), Processes.limits(), 1);

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void a_handler_that_leaves_one_has_failed_and_the_next_message_sees_neither_it_nor_its_instance() throws Exception {
        Message begin = processes.post("a", new Begin());

        assertThat(begin.failure())
                .isInstanceOfSatisfying(
                        ProcessFailedException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED))
                .hasMessageContaining("MESH00170: the handler of test/Subject/a failed")
                .hasMessageContaining("MESH00168: test/Subject/a left a transaction open");
        assertThat(look("b")).isEqualTo("2 in none");
        assertThat(look("a")).isEqualTo("3 in none");
    }

    @Test
    void a_handler_that_throws_and_leaves_one_fails_by_what_it_threw_and_loses_its_instance() throws Exception {
        Message begin = processes.post("a", new BeginAndThrow());

        assertThatThrownBy(begin::value).hasCauseInstanceOf(Refusal.class);
        assertThat(look("a")).isEqualTo("2 in none");
    }

    @Test
    void a_handler_that_returns_a_stage_and_leaves_one_has_failed_whatever_the_stage_gives() throws Exception {
        Message begin = processes.post("a", new BeginAndGoOn());

        assertThat(begin.failure()).hasMessageContaining("MESH00168: test/Subject/a left a transaction open");
        Eventually.until("nobody waits for the stage", stage::isCancelled);
        assertThat(look("a")).isEqualTo("2 in none");
    }

    @Test
    void an_activation_that_leaves_one_has_failed() throws Exception {
        assertThat(processes.post("begins-at-once", new Look()).failure())
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("MESH00160: activation of test/Subject/begins-at-once failed")
                .hasMessageContaining("MESH00168");
        assertThat(look("a")).isEqualTo("2 in none");
    }

    @Test
    void a_passivation_that_leaves_one_is_logged_and_leaves_none_to_the_next_message() throws Exception {
        Logger logger = Logger.getLogger(Activations.class.getName());
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Filter before = logger.getFilter();
        logger.setFilter(line -> lines.add(line.getMessage()));
        try {
            processes.post("a", new End()).value();

            assertThat(lines.poll(15, TimeUnit.SECONDS))
                    .startsWith("MESH00168: test/Subject/a left a transaction open");
        } finally {
            logger.setFilter(before);
        }

        assertThat(look("b")).isEqualTo("2 in none");
        assertThat(passivated).isTrue();
    }

    @Test
    void a_passivation_on_the_thread_of_somebody_in_a_transaction_leaves_that_alone() throws Exception {
        processes.post("a", new Look()).value();
        Eventually.until(
                "it is idle",
                () -> processes.host().those(VirtualProcess::isIdle).count() == 1);
        processes.table.close(); // so that whoever asks for the end has to run it
        AtomicBoolean still = new AtomicBoolean();

        processes.environment.runInTransaction(() -> {
            processes.host().closeAll(PassivationReason.STOP);
            still.set(processes.environment.inTransaction());
        });

        assertThat(passivated).isTrue();
        assertThat(still).isTrue();
    }

    @Test
    void what_else_runs_on_a_thread_of_the_pool_leaves_none_to_the_next_message() throws Exception {
        processes.pool.execute(new WorkerPool.Turn() {
            @Override
            public void run() {
                processes.environment.begin();
            }

            @Override
            public void rejected() {
                throw new AssertionError("there is a thread");
            }
        });

        assertThat(look("a")).isEqualTo("1 in none");
    }

    @Test
    void a_transaction_on_a_callers_thread_is_the_callers_to_end() throws Exception {
        assertThat(processes.send("a", new BeginHere()).value()).isEqualTo("done");

        assertThat(processes.environment.rollBackLeftOpen()).isTrue();
    }

    /** What the next message sees on the only thread; where that is busy for long, messages are refused meanwhile. */
    private Object look(String id) throws Exception {
        AtomicReference<Object> seen = new AtomicReference<>();
        Eventually.until("the thread is free", () -> {
            try {
                seen.set(processes.post(id, new Look()).value());
                return true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OverloadedException) {
                    return false;
                }
                throw e;
            }
        });
        return seen.get();
    }
}
