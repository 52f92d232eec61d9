package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.OverloadedException;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * A message opens and shuts the way back into its process again and again, while others come in by it from several threads,
 * and ends while they still come. The instance counts in a field that nothing but the rules of the way back protects: a
 * second one inside, one inside while it is shut, or one that is lost or handled twice gives another sum.
 */
class ReentryRaceTest {

    private static final int ROUNDS = 300;
    private static final int THREADS = 3;

    record Outer() implements Serializable {}

    record InnerHere() implements Serializable {}

    record InnerInPool() implements Serializable {}

    @Capability("test")
    final class Subject {

        private int uses;

        @Handle(execution = Execution.POOL)
        public int outer(Outer message) {
            Invocation running = processes.table.currentInvocation();
            Reentry wayBack = running.reentry();
            chain.complete(running.chainOn());
            for (int round = 0; round < ROUNDS || handled.get() < ROUNDS; round++) {
                wayBack.open();
                Thread.onSpinWait();
                wayBack.shut();
                use();
                outerUses++;
            }
            return uses;
        }

        @Handle(reentrant = true, execution = Execution.CALLER)
        public void inner(InnerHere message) {
            use();
            handled.incrementAndGet();
        }

        @Handle(reentrant = true, execution = Execution.POOL)
        public void inner(InnerInPool message) {
            use();
            handled.incrementAndGet();
        }

        private void use() {
            int before = uses;
            Thread.yield();
            uses = before + 1;
        }
    }

    private final CompletableFuture<CallChain> chain = new CompletableFuture<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final Processes processes = Processes.of(ProcessClasses.of(Subject.class, Subject::new));
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private int outerUses;

    @AfterEach
    void end() {
        threads.shutdownNow();
        processes.close();
    }

    @RepeatedTest(3)
    void one_at_a_time_is_inside_and_each_is_handled_or_routed_again_once() throws Exception {
        Message outer = processes.send("a", new Outer());
        CallChain waiting = chain.get(15, TimeUnit.SECONDS);
        List<Future<List<Message>>> callers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Object payload = thread == 0 ? new InnerInPool() : new InnerHere();
            callers.add(threads.submit(() -> comeBack(payload, waiting)));
        }

        int uses = (int) outer.value();

        int ended = 0;
        for (Future<List<Message>> caller : callers) {
            for (Message message : caller.get(20, TimeUnit.SECONDS)) {
                ended += message.awaitEndOrReroute() ? 1 : 0;
                assertThat(message.reroutes() + (message.hasEnded() ? 1 : 0)).isEqualTo(1);
            }
        }
        assertThat(handled).hasValue(ended);
        assertThat(uses).isEqualTo(outerUses + ended);
    }

    /** Until the message is over: the ones that were let in. */
    private List<Message> comeBack(Object payload, CallChain waiting) {
        List<Message> admitted = new ArrayList<>();
        while (true) {
            Message inner = new Message("Subject", "a", payload, Duration.ofSeconds(20), waiting);
            try {
                if (!processes.host().reenter(inner, true)) {
                    return admitted;
                }
                admitted.add(inner);
            } catch (OverloadedException e) {
                Thread.onSpinWait(); // as many wait as may
            }
        }
    }
}
