package io.meshee.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit of active processes holds while they come, not only once a second. */
class ActiveLimitTest {

    record Touch() implements Serializable {}

    record Hold() implements Serializable {}

    record Count() implements Serializable {}

    @Capability("test")
    final class Subject {
        private ProcessContext self;

        @Activate
        void activate(ProcessContext context) {
            self = context;
        }

        @Passivate
        void passivate(PassivationReason reason) {
            if (slowEnd != null) {
                slowEnd.pass();
            }
            AtomicInteger running = inside.get(self.id());
            if (running != null && running.get() > 0) {
                together.incrementAndGet();
            }
            ends.put(self.id(), reason);
        }

        @Handle(execution = Execution.CALLER)
        public String touch(Touch message) {
            return Thread.currentThread().getName();
        }

        @Handle(execution = Execution.CALLER)
        public void count(Count message) {
            AtomicInteger here = inside.computeIfAbsent(self.id(), id -> new AtomicInteger());
            if (here.incrementAndGet() > 1) {
                together.incrementAndGet();
            }
            Thread.yield();
            here.decrementAndGet();
            handled.incrementAndGet();
        }

        @Handle(execution = Execution.POOL)
        public void hold(Hold message) {
            gate.pass();
        }
    }

    /** Without methods at its end, so that a million of them take seconds. */
    @Capability("test")
    static final class Light {
        private final byte[] state = new byte[256];

        @Handle(execution = Execution.CALLER)
        public int touch(Touch message) {
            return ++state[0];
        }
    }

    private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private final Gate gate = new Gate();
    private final Map<String, PassivationReason> ends = new ConcurrentHashMap<>();
    private Gate slowEnd;
    private Processes processes;

    private void limit(Class<?> type, int limit) {
        ProcessLimits limits = Processes.limits(1000, limit);
        processes = new Processes(
                type == Light.class
                        ? ProcessClasses.of(Light.class, Light::new)
                        : ProcessClasses.of(Subject.class, Subject::new),
                limits,
                64);
    }

    @AfterEach
    void endProcesses() {
        gate.open();
        if (slowEnd != null) {
            slowEnd.open();
        }
        processes.close();
    }

    @Test
    void a_new_process_over_the_limit_ends_another_at_once() throws Exception {
        limit(Subject.class, 3);
        for (String id : List.of("a", "b", "c", "d")) {
            processes.send(id, new Touch()).value();
        }

        Eventually.until("one is gone", () -> processes.host().size() == 3);
        assertThat(ends).hasSize(1).containsValue(PassivationReason.LIMIT).doesNotContainKey("d");
    }

    @Test
    void a_busy_process_is_not_ended_and_goes_at_the_next_sweep() throws Exception {
        limit(Subject.class, 1);
        Message busy = processes.send("a", new Hold());
        gate.awaitArrivals(1);
        processes.send("b", new Touch()).value();

        assertThat(processes.host().size()).isEqualTo(2);
        gate.open();
        busy.value();

        Eventually.until("one is left", () -> {
            processes.table.sweep(System.nanoTime());
            return processes.host().size() == 1;
        });
        assertThat(ends).hasSize(1).containsValue(PassivationReason.LIMIT);
    }

    @Test
    void activations_queue_up_behind_ends_that_cannot_keep_up() throws Exception {
        int limit = 4;
        limit(Subject.class, limit);
        slowEnd = new Gate();
        String here = Thread.currentThread().getName();
        int margin = ActiveLimit.margin(limit);
        for (int i = 0; i < limit + margin; i++) {
            assertThat(processes.send("p" + i, new Touch()).value()).isEqualTo(here);
        }

        assertThat(processes.send("one-too-many", new Touch()).value()).isEqualTo("pool");
        assertThat(processes.host().size()).isEqualTo(limit + margin + 1);
        slowEnd.open();

        Eventually.until("the limit holds again", () -> processes.host().size() == limit);
    }

    @Test
    void what_is_ended_was_unused_for_longer_than_most() throws Exception {
        int limit = 1000;
        limit(Subject.class, limit);
        for (int i = 0; i < limit; i++) {
            processes.send("p" + i, new Touch()).value();
        }
        for (int i = limit / 2; i < limit; i++) {
            processes.send("p" + i, new Touch()).value();
        }

        for (int i = 0; i < limit / 5; i++) {
            processes.send("new" + i, new Touch()).value();
        }

        Eventually.until("the limit holds", () -> processes.host().size() == limit);
        long old = ends.keySet().stream()
                .filter(id -> id.startsWith("p") && Integer.parseInt(id.substring(1)) < limit / 2)
                .count();
        assertThat(ends).hasSize(limit / 5);
        assertThat(old).as("of 200 that were ended, those of the older half").isGreaterThan(190);
    }

    @Test
    void a_process_whose_message_was_given_up_makes_room_too() throws Exception {
        limit(Subject.class, 2);
        Message expired = processes.message("never", new Hold(), Duration.ofNanos(1));
        processes.send(expired, true);
        expired.failure();

        Eventually.until("it is gone", () -> {
            processes.send("a", new Touch()).awaitEndOrReroute();
            processes.send("b", new Touch()).awaitEndOrReroute();
            processes.table.sweep(System.nanoTime());
            return !processes.host().has("never") && processes.host().size() == 2;
        });
    }

    @Test
    void a_million_ids_through_a_limit_of_fifty_thousand_leave_memory_flat() throws Exception {
        int limit = 50_000;
        limit(Light.class, limit);
        AtomicInteger most = new AtomicInteger();
        touch(0, 200_000, most);
        long early = usedAfterCollection();
        touch(200_000, 1_000_000, most);
        long late = usedAfterCollection();

        assertThat(most.get()).isBetween(limit, limit + 2 * ActiveLimit.margin(limit));
        Eventually.until("the limit holds", () -> processes.host().size() == limit);
        assertThat(late - early).as("bytes more after 800,000 more ids").isLessThan(8L * 1024 * 1024);
    }

    @Test
    void over_half_the_margin_activations_wait_for_a_thread_that_is_held_up_with_the_hands() throws Exception {
        int limit = 100;
        limit(Light.class, limit);
        AtomicInteger most = new AtomicInteger();
        int waitFrom = limit + ActiveLimit.margin(limit) / 2 + 1;
        ActiveLimit hands = processes.host().activeLimit();
        assertThat(hands.takeHands()).isTrue();

        long begin = System.nanoTime();
        touch(0, waitFrom + 3, most);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        hands.letGoOfHands();
        touch(waitFrom + 3, waitFrom + 40, most);
        Eventually.until("the limit holds again", () -> processes.host().size() == limit);
    }

    @Test
    void messages_that_meet_ends_are_handled_once_and_by_one_instance_at_a_time() throws Exception {
        limit(Subject.class, 5);
        List<CompletableFuture<Integer>> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            int first = sender;
            senders.add(CompletableFuture.supplyAsync(() -> countOverAndOver(first)));
        }
        int sent = 0;
        for (CompletableFuture<Integer> sender : senders) {
            sent += sender.get(30, TimeUnit.SECONDS);
        }

        assertThat(handled).hasValue(sent);
        assertThat(together).hasValue(0);
        assertThat(ends.size()).isPositive();
    }

    @Test
    void the_limit_holds_while_several_threads_bring_new_ones() throws Exception {
        int limit = 200;
        int threads = 4;
        limit(Light.class, limit);
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> bringers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * 1_000_000;
            bringers.add(CompletableFuture.runAsync(() -> bring(first, first + 10_000, most)));
        }
        for (CompletableFuture<Void> bringer : bringers) {
            bringer.get(30, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isBetween(limit, limit + 2 * ActiveLimit.margin(limit) + threads);
        Eventually.until("the limit holds", () -> processes.host().size() == limit);
    }

    private void bring(int from, int to, AtomicInteger most) {
        try {
            for (int i = from; i < to; i++) {
                touch(i, i + 1, most);
                most.accumulateAndGet(processes.host().size(), Math::max);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int countOverAndOver(int first) {
        int sent = 0;
        try {
            for (int i = 0; i < 3000; i++) {
                String id = "p" + (first + i) % 20;
                boolean mayRunHere = i % 3 != 0;
                while (!processes
                        .send(processes.message(id, new Count(), Duration.ofSeconds(20)), mayRunHere)
                        .awaitEndOrReroute()) {
                    // its process was about to end
                }
                sent++;
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return sent;
    }

    private void touch(int from, int to, AtomicInteger most) throws Exception {
        for (int i = from; i < to; i++) {
            Message message = processes.send("id-" + i, new Touch());
            if (!message.hasEnded()) {
                message.value();
            }
            if (i % 100 == 0) {
                most.accumulateAndGet(processes.host().size(), Math::max);
            }
        }
    }

    private static long usedAfterCollection() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        long[] least = {Long.MAX_VALUE};
        Eventually.until("a few collections", () -> {
            System.gc();
            least[0] = Math.min(
                    least[0],
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            return rounds.incrementAndGet() == 3;
        });
        return least[0];
    }
}
