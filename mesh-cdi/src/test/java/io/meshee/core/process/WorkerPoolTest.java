package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private static final int MAX = 512;

    record Hold() implements Serializable {}

    record Quick() implements Serializable {}

    @Capability("test")
    final class Subject {
        @Handle(execution = Execution.POOL)
        public void hold(Hold message) {
            gate.pass();
        }

        @Handle(execution = Execution.POOL)
        public String quick(Quick message) {
            return Thread.currentThread().getName();
        }
    }

    private final Gate gate = new Gate();
    private final Processes processes =
            new Processes(ProcessClasses.of(Subject.class, Subject::new), Processes.limits(), MAX);

    @AfterEach
    void endProcesses() {
        gate.open();
        processes.close();
    }

    @Test
    void as_many_blocked_handlers_as_there_are_threads_but_one_delay_no_other() throws Exception {
        block(MAX - 1);
        long begin = System.nanoTime();

        assertThat(processes.send("other", new Quick()).value()).isEqualTo("pool");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(1000);
        assertThat(processes.send("another", new Quick()).value()).isEqualTo("pool");
    }

    @Test
    void one_more_than_there_are_threads_is_refused_promptly_and_taken_again_afterwards() throws Exception {
        List<Message> blocked = block(MAX);
        long begin = System.nanoTime();

        Message refused = processes.send("other", new Quick());

        assertThat(refused.failure())
                .isInstanceOfSatisfying(
                        OverloadedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(1000);
        gate.open();
        for (Message message : blocked) {
            message.value();
        }
        Eventually.until("it takes messages again", () -> takes("other"));
        assertThat(processes.pool.threads()).isLessThanOrEqualTo(MAX);
    }

    @Test
    void a_few_threads_do_when_nothing_blocks() throws Exception {
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            sent.add(processes.send("p" + i, new Quick()));
        }
        for (Message message : sent) {
            message.value();
        }

        assertThat(processes.pool.threads()).isLessThan(MAX / 4);
    }

    @Test
    void threads_that_were_added_for_blocked_handlers_end_once_they_are_idle() throws Exception {
        List<Message> blocked = block(100);
        gate.open();
        for (Message message : blocked) {
            message.value();
        }
        assertThat(processes.pool.threads()).isGreaterThanOrEqualTo(100);

        Eventually.until("idle threads have ended", () -> processes.pool.threads() == 0);
    }

    @Test
    void what_is_queued_when_the_pool_closes_is_refused() throws Exception {
        block(1);
        processes.pool.close();

        assertThat(processes.send("other", new Quick()).failure()).isInstanceOf(OverloadedException.class);
    }

    private List<Message> block(int count) throws Exception {
        List<Message> blocked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocked.add(processes.send("blocked-" + i, new Hold()));
        }
        gate.awaitArrivals(count);
        return blocked;
    }

    private boolean takes(String id) throws Exception {
        Message message = processes.send(id, new Quick());
        Eventually.until("it ends", message::hasEnded);
        return message.process() != null;
    }
}
