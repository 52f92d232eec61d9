package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Activate;
import io.meshee.api.ActivationException;
import io.meshee.api.CallTimeoutException;
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
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessHostTest {

    record Inline(int number) implements Serializable {}

    record Pooled(int number) implements Serializable {}

    record Hold() implements Serializable {}

    record Overlap() implements Serializable {}

    record Throw(Throwable what) implements Serializable {}

    record Stage() implements Serializable {}

    record AskToEnd() implements Serializable {}

    @Capability("test")
    final class Subject {
        private final AtomicInteger inside = new AtomicInteger();
        private ProcessContext self;

        @Activate
        void activate(ProcessContext context) {
            activations.incrementAndGet();
            self = context;
            if (activationsThatFail.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
        }

        @Passivate
        void passivate(PassivationReason reason) {
            if (slowEnd != null) {
                slowEnd.pass();
            }
            ends.put(self.id(), reason);
        }

        @Handle(execution = Execution.CALLER)
        public String inline(Inline message) {
            if (message.number() >= 0) {
                order.add(message.number());
            }
            return Thread.currentThread().getName();
        }

        @Handle(execution = Execution.POOL)
        public long pooled(Pooled message) {
            order.add(message.number());
            return self.incarnation();
        }

        @Handle(execution = Execution.POOL)
        public void hold(Hold message) {
            gate.pass();
        }

        @Handle(execution = Execution.POOL)
        public int overlap(Overlap message) {
            int now = inside.incrementAndGet();
            Thread.yield();
            inside.decrementAndGet();
            return now;
        }

        @Handle
        public void fail(Throw message) throws Throwable {
            throw message.what();
        }

        @Handle
        public CompletionStage<String> stage(Stage message) {
            return stage;
        }

        @Handle
        public void end(AskToEnd message) {
            self.passivate();
        }
    }

    private final Gate gate = new Gate();
    private final AtomicInteger activations = new AtomicInteger();
    private final AtomicInteger activationsThatFail = new AtomicInteger();
    private final List<Integer> order = new CopyOnWriteArrayList<>();
    private final Map<String, PassivationReason> ends = new ConcurrentHashMap<>();
    private Gate slowEnd;
    private CompletionStage<String> stage = new CompletableFuture<>();
    private Processes processes = with(Processes.limits());

    private Processes with(ProcessLimits limits) {
        return new Processes(ProcessClasses.of(Subject.class, Subject::new), limits, 64);
    }

    @AfterEach
    void endProcesses() {
        gate.open();
        processes.close();
    }

    @Test
    void messages_keep_their_order_whether_they_run_here_or_are_queued() throws Exception {
        warmUp();
        order.clear();
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            sent.add(i % 3 == 0 ? processes.send("a", new Pooled(i)) : processes.send("a", new Inline(i)));
        }
        for (Message message : sent) {
            message.value();
        }

        assertThat(order).hasSize(900).isSorted();
    }

    @Test
    void one_message_at_a_time_under_contention() throws Exception {
        List<CompletableFuture<Integer>> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            senders.add(CompletableFuture.supplyAsync(() -> {
                int most = 0;
                for (int i = 0; i < 200; i++) {
                    most = Math.max(most, overlap());
                }
                return most;
            }));
        }

        for (CompletableFuture<Integer> sender : senders) {
            assertThat(sender.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(activations).hasValue(1);
    }

    @Test
    void a_full_mailbox_refuses_and_takes_again_once_it_has_room() throws Exception {
        processes.close();
        processes = with(Processes.limits(2, Integer.MAX_VALUE));
        Message running = processes.send("a", new Hold());
        gate.awaitArrivals(1);
        Message first = processes.send("a", new Pooled(1));
        processes.send("a", new Pooled(2));

        assertThatThrownBy(() -> processes.send("a", new Pooled(3)))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("holds 2 messages");
        first.withdraw();
        processes.host().remove(first);
        Message third = processes.send("a", new Pooled(4));

        gate.open();
        running.value();
        third.value();
        assertThat(order).containsExactly(2, 4);
    }

    @Test
    void a_process_that_moved_away_sends_what_waits_on_its_way_again() throws Exception {
        Message running = processes.send("a", new Hold());
        gate.awaitArrivals(1);
        Message waiting = processes.send("a", new Pooled(1));

        processes.disown("a");
        gate.open();
        running.value();

        Eventually.until("it is routed again", () -> waiting.reroutes() == 1);
        assertThat(waiting.hasEnded()).isFalse();
        Eventually.until("it is passivated", () -> ends.get("a") == PassivationReason.HANDOFF);
        assertThat(processes.host().size()).isZero();
    }

    @Test
    void a_message_for_a_process_that_moved_away_is_not_taken_on() throws Exception {
        processes.disown("a");

        assertThat(processes.send("a", new Pooled(1)).reroutes()).isEqualTo(1);
        Eventually.until("nothing is left of it", () -> processes.host().size() == 0);
        assertThat(activations).hasValue(0);
    }

    @Test
    void a_process_that_moved_away_and_back_is_a_new_one() throws Exception {
        long first = (long) processes.send("a", new Pooled(1)).value();
        processes.disown("a");
        Eventually.until("it is gone", () -> processes.host().size() == 0);
        processes.own("a");

        assertThat((long) processes.send("a", new Pooled(2)).value()).isGreaterThan(first);
    }

    @Test
    void an_idle_process_is_passivated_and_the_next_message_activates_it_again() throws Exception {
        processes.send("a", new Pooled(1)).value();
        awaitIdle("a");

        processes.table.sweep(System.nanoTime());
        assertThat(processes.host().size()).isEqualTo(1);
        processes.table.sweep(System.nanoTime() + TimeUnit.HOURS.toNanos(2));

        Eventually.until("it is passivated", () -> ends.get("a") == PassivationReason.IDLE);
        processes.send("a", new Pooled(2)).value();
        assertThat(activations).hasValue(2);
    }

    @Test
    void a_process_whose_only_message_was_given_up_goes_long_before_it_would_be_idle() throws Exception {
        processes.send("a", new Pooled(1), Duration.ofNanos(1)).failure();

        Eventually.until("it is gone", () -> {
            processes.table.sweep(System.nanoTime() + TimeUnit.SECONDS.toNanos(2));
            return processes.host().size() == 0;
        });
        assertThat(activations).hasValue(0);
    }

    @Test
    void a_busy_process_is_never_idle() throws Exception {
        Message running = processes.send("a", new Hold());
        gate.awaitArrivals(1);

        processes.table.sweep(System.nanoTime() + TimeUnit.HOURS.toNanos(2));
        gate.open();
        running.value();

        assertThat(ends).isEmpty();
    }

    @Test
    void a_last_method_that_takes_its_time_holds_up_neither_the_sweep_nor_a_handoff() throws Exception {
        slowEnd = new Gate();
        processes.send("a", new Pooled(1)).value();
        processes.send("b", new Pooled(1)).value();
        awaitIdle("a", "b");

        CompletableFuture<Void> sweep = CompletableFuture.runAsync(() -> {
            processes.disown("a");
            processes.table.sweep(System.nanoTime() + TimeUnit.HOURS.toNanos(2));
        });

        sweep.get(5, TimeUnit.SECONDS);
        slowEnd.awaitArrivals(2);
        assertThat(processes.host().hasForeign()).isTrue();
        slowEnd.open();
        Eventually.until("both are passivated", () -> ends.size() == 2);
    }

    @Test
    void a_process_that_turns_out_to_belong_elsewhere_is_activated_for_nobody() throws Exception {
        processes.slow = "a";
        CompletableFuture<Message> first = CompletableFuture.supplyAsync(() -> processes.send("a", new Inline(1)));
        processes.slowAnswer.awaitArrivals(1);
        CompletableFuture<Message> second = CompletableFuture.supplyAsync(() -> processes.send("a", new Inline(2)));
        Message third = processes.post("a", new Pooled(3));
        processes.foreign("a");

        processes.slowAnswer.open();

        Eventually.until(
                "all go where it is",
                () -> Stream.of(first.join(), second.join(), third).allMatch(each -> each.reroutes() == 1));
        assertThat(activations).hasValue(0);
        Eventually.until("it is gone", () -> processes.host().size() == 0);
    }

    @Test
    void a_process_may_ask_to_be_passivated() throws Exception {
        processes.send("a", new AskToEnd()).value();

        Eventually.until("it is passivated", () -> ends.get("a") == PassivationReason.REQUESTED);
        processes.send("a", new Pooled(1)).value();
        assertThat(activations).hasValue(2);
    }

    @Test
    void closing_the_node_passivates_with_the_reason_stop() throws Exception {
        processes.send("a", new Pooled(1)).value();
        awaitIdle("a");

        processes.table.passivateAll(PassivationReason.STOP, Duration.ofSeconds(10));

        assertThat(ends).containsEntry("a", PassivationReason.STOP);
    }

    @Test
    void a_runtime_exception_discards_the_instance_without_its_last_method() throws Exception {
        processes.send("a", new Pooled(1)).value();
        Message failed = processes.send("a", new Throw(new IllegalStateException("boom")));

        assertThat(failed.failure()).isInstanceOf(ProcessFailedException.class);
        processes.send("a", new Pooled(2)).value();
        assertThat(activations).hasValue(2);
        assertThat(ends).isEmpty();
    }

    @Test
    void an_error_discards_the_instance_too_and_harms_no_thread() throws Exception {
        Message failed = processes.send("a", new Throw(new StackOverflowError()));

        assertThat(failed.failure()).isInstanceOf(ProcessFailedException.class);
        processes.send("a", new Pooled(2)).value();
        assertThat(activations).hasValue(2);
    }

    @Test
    void a_checked_exception_keeps_the_instance() throws Exception {
        Message failed = processes.send("a", new Throw(new IOException("no disk")));

        assertThatThrownBy(failed::value).hasMessageContaining("no disk");
        processes.send("a", new Pooled(2)).value();
        assertThat(activations).hasValue(1);
    }

    @Test
    void a_failed_activation_is_told_and_the_next_message_tries_again() throws Exception {
        activationsThatFail.set(1);
        Message failed = processes.send("a", new Pooled(1));

        assertThat(failed.failure()).isInstanceOf(ActivationException.class).hasMessageContaining("not now");
        processes.send("a", new Pooled(2)).value();
        assertThat(order).containsExactly(2);
    }

    @Test
    void an_unfinished_stage_keeps_the_process_busy() throws Exception {
        CompletableFuture<String> unfinished = new CompletableFuture<>();
        stage = unfinished;
        Message turn = processes.send("a", new Stage());
        Message next = processes.send("a", new Pooled(1));
        processes.send("b", new Pooled(2)).value();

        assertThat(turn.hasEnded()).isFalse();
        assertThat(order).containsExactly(2);
        unfinished.complete("done");
        assertThat(turn.value()).isEqualTo("done");
        next.value();
        assertThat(order).containsExactly(2, 1);
        assertThat(activations).hasValue(2);
    }

    @Test
    void a_stage_that_is_not_done_at_the_deadline_is_cancelled_and_its_instance_discarded() throws Exception {
        CompletableFuture<String> unfinished = new CompletableFuture<>();
        stage = unfinished;
        Message turn = processes.send("a", new Stage(), Duration.ofMillis(500));
        Message next = processes.send("a", new Pooled(1));

        assertThat(turn.failure())
                .isInstanceOfSatisfying(
                        CallTimeoutException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        next.value();
        assertThat(activations).hasValue(2);
        Eventually.until("it is cancelled", unfinished::isCancelled);
        assertThat(processes.table.deadlines().size()).isZero();
    }

    @Test
    void a_stage_that_cannot_be_cancelled_stops_no_clock() throws Exception {
        CompletionStage<String> stubborn = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> toCompletableFuture() {
                throw new UnsupportedOperationException("as the contract of CompletionStage allows");
            }
        };
        for (int i = 0; i < 2; i++) {
            stage = stubborn;
            assertThat(processes.send("a", new Stage(), Duration.ofMillis(60)).failure())
                    .isInstanceOf(CallTimeoutException.class);
        }
        processes.send("a", new Pooled(1)).value();
    }

    @Test
    void a_stage_that_fails_fails_the_message() throws Exception {
        stage = CompletableFuture.failedFuture(new IllegalStateException("late boom"));

        assertThat(processes.send("a", new Stage()).failure()).hasMessageContaining("late boom");
        processes.send("a", new Pooled(1)).value();
        assertThat(activations).hasValue(2);
    }

    @Test
    void a_message_that_expired_in_the_mailbox_never_runs() throws Exception {
        processes.send("a", new Hold());
        gate.awaitArrivals(1);
        Message late = processes.send("a", new Pooled(1), Duration.ofNanos(1));
        gate.open();

        assertThat(late.failure())
                .isInstanceOfSatisfying(
                        CallTimeoutException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThat(order).isEmpty();
    }

    private int overlap() {
        try {
            return (int) processes.send("a", new Overlap()).value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Activations must have been fast before one runs on its caller's thread. */
    private void warmUp() throws Exception {
        processes.send("a", new Pooled(0)).value();
        awaitIdle("a");
    }

    /** Once a message of its kind runs on this thread, nothing else runs in the process. */
    private void awaitIdle(String... ids) throws Exception {
        String here = Thread.currentThread().getName();
        for (String id : ids) {
            Eventually.until(
                    id + " is idle",
                    () -> processes.send(id, new Inline(-1)).value().equals(here));
        }
    }
}
