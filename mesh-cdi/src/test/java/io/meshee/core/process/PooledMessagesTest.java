package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.OverloadedException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PooledMessagesTest {

    record Work(int number) implements Serializable {}

    record Hold() implements Serializable {}

    record Later() implements Serializable {}

    @Capability("test")
    final class Subject {
        @Handle
        public int work(Work work) {
            int now = together.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            Thread.yield();
            order.add(work.number());
            together.decrementAndGet();
            return work.number();
        }

        @Handle
        public void hold(Hold hold) {
            gate.pass();
        }

        @Handle
        public CompletionStage<String> later(Later later) {
            arrivals.incrementAndGet();
            return stage;
        }
    }

    private final Gate gate = new Gate();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final List<Integer> order = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private Processes processes;

    private void start(int size, int capacity, int threads) {
        processes = new Processes(
                ProcessClasses.pooled(Subject.class, new Subject()), Processes.poolLimits(capacity, size), threads);
    }

    @AfterEach
    void endProcesses() {
        gate.open();
        processes.close();
    }

    @Test
    void no_more_messages_are_handled_at_once_than_the_pool_has_places_and_all_are_handled() throws Exception {
        start(3, 1000, 64);
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            sent.add(processes.send("p" + i, new Work(i)));
        }

        for (int i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i).value()).isEqualTo(i);
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(processes.table.queued()).isZero();
    }

    @Test
    void messages_of_one_id_are_handled_at_once_too() throws Exception {
        start(2, 1000, 64);
        processes.send("a", new Hold());
        processes.send("a", new Hold());

        gate.awaitArrivals(2);
    }

    @Test
    void what_finds_no_place_waits_in_order() throws Exception {
        start(1, 1000, 64);
        processes.send("a", new Hold());
        gate.awaitArrivals(1);
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(processes.send("p" + i, new Work(i)));
        }
        assertThat(order).isEmpty();

        gate.open();
        for (Message message : waiting) {
            message.value();
        }
        assertThat(order).hasSize(20).isSorted();
    }

    @Test
    void a_full_queue_refuses_and_takes_again_once_one_was_withdrawn() throws Exception {
        start(1, 2, 64);
        processes.send("a", new Hold());
        gate.awaitArrivals(1);
        Message first = processes.send("b", new Work(1));
        processes.send("c", new Work(2));

        assertThatThrownBy(() -> processes.send("d", new Work(3)))
                .isInstanceOfSatisfying(
                        OverloadedException.class,
                        e -> assertThat(e.retryAfter()).isPositive())
                .hasMessageContaining("MESH00154")
                .hasMessageContaining("2 messages");
        assertThat(processes.table.journal().counts().refused()).isEqualTo(1);
        first.withdraw();
        processes.host().remove(first);
        Message fourth = processes.send("e", new Work(4));
        gate.open();

        assertThat(fourth.value()).isEqualTo(4);
        assertThat(order).containsExactly(2, 4);
    }

    @Test
    void an_unfinished_stage_keeps_its_place() throws Exception {
        start(1, 10, 64);
        Message later = processes.send("a", new Later());
        Message next = processes.send("b", new Work(1));
        Eventually.until("the stage is handed back", () -> arrivals.get() == 1);
        assertThat(next.hasEnded()).isFalse();

        stage.complete("done");

        assertThat(later.value()).isEqualTo("done");
        assertThat(next.value()).isEqualTo(1);
        assertThat(order).containsExactly(1);
    }

    @Test
    void a_stage_that_is_late_gives_its_place_back_at_the_deadline() throws Exception {
        start(1, 10, 64);
        Message late = processes.send("a", new Later(), Duration.ofMillis(40));
        Message next = processes.send("b", new Work(1));

        late.failure();
        assertThat(next.value()).isEqualTo(1);
    }

    @Test
    void when_every_thread_is_blocked_what_waits_is_refused_and_the_pool_works_again_after() throws Exception {
        start(4, 10, 2);
        Gate second = blockAllThreads();
        Message refused = processes.send("c", new Work(1));

        assertThat(refused.failure()).isInstanceOf(OverloadedException.class).hasMessageContaining("MESH00151");
        second.open();
        Eventually.until("it works again", () -> {
            Message message = processes.send("d", new Work(2));
            message.awaitEndOrReroute();
            return order.contains(2);
        });
    }

    private Gate blockAllThreads() throws Exception {
        Gate blocked = new Gate();
        for (int i = 0; i < 2; i++) {
            processes.pool.execute(new WorkerPool.Turn() {
                @Override
                public void run() {
                    blocked.pass();
                }

                @Override
                public void rejected() {
                    throw new AssertionError("there was a thread");
                }
            });
        }
        blocked.awaitArrivals(2);
        return blocked;
    }
}
