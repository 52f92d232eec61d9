package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.PassivationReason;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process is free for a moment although a message is queued: when the last holder of its token has let go and has not
 * yet looked at the mailbox again. Such moments are too short to be met by chance, so the mailbox itself stops in them here.
 */
class MailboxOrderTest {

    private static final int CLOSED = 2;

    record Queued() implements Serializable {}

    record Here() implements Serializable {}

    @Capability("test")
    final class Subject {
        @Handle(execution = Execution.POOL)
        public void queued(Queued message) {
            order.add("queued");
        }

        @Handle(execution = Execution.CALLER)
        public void here(Here message) {
            order.add("here");
        }
    }

    private final List<String> order = new CopyOnWriteArrayList<>();
    private final Processes processes = Processes.of(ProcessClasses.of(Subject.class, Subject::new));

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void a_message_that_may_run_here_never_overtakes_one_that_is_queued_though_nobody_runs() throws Exception {
        VirtualProcess process = new VirtualProcess(processes.host(), "a");
        Message queued = processes.message("a", new Queued(), Duration.ofSeconds(20));
        Message here = processes.message("a", new Here(), Duration.ofSeconds(20));
        queued.handler(processes.host().processClass().handlers().byPayload(new Queued()));
        here.handler(processes.host().processClass().handlers().byPayload(new Here()));
        mailbox().set(process, new ConcurrentLinkedQueue<Invocation>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(Invocation added) {
                boolean changed = super.add(added);
                if (added == queued) {
                    assertThat(process.isIdle()).isTrue();
                    assertThat(process.tryRunHere(here)).isFalse();
                }
                return changed;
            }
        });

        process.enqueue(queued);
        queued.value();
        process.enqueue(here);
        here.value();

        assertThat(order).containsExactly("queued", "here");
    }

    @Test
    void a_message_that_is_being_queued_when_the_process_closes_is_waited_for_and_leaves_no_place_taken()
            throws Exception {
        VirtualProcess process = new VirtualProcess(processes.host(), "a");
        Message late = processes.message("a", new Queued(), Duration.ofSeconds(20));
        mailbox().set(process, new ConcurrentLinkedQueue<Invocation>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(Invocation added) {
                process.close(PassivationReason.HANDOFF);
                return super.add(added);
            }
        });

        assertThat(process.enqueue(late)).isTrue();

        awaitClosed(process);
        Eventually.until("it is routed again", () -> late.reroutes() == 1);
        assertThat(process.enqueue(processes.message("a", new Queued(), Duration.ofSeconds(20))))
                .isFalse();
        assertThat(processes.table.queued()).isZero();
    }

    private void awaitClosed(VirtualProcess process) {
        try {
            VarHandle token = MethodHandles.privateLookupIn(VirtualProcess.class, MethodHandles.lookup())
                    .findVarHandle(VirtualProcess.class, "token", int.class);
            Eventually.until("it is closed", () -> (int) token.getVolatile(process) == CLOSED);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static VarHandle mailbox() throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(VirtualProcess.class, MethodHandles.lookup())
                .findVarHandle(VirtualProcess.class, "mailbox", Queue.class);
    }
}
