package io.meshee.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.CastDropped;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessRef;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeEventsTest {

    /** Observes activations and dropped casts, and takes its time with the former if it is told to. */
    private final class Observer implements EventSink {

        @Override
        public boolean observes(Class<?> kind) {
            return kind == ProcessActivated.class || kind == CastDropped.class;
        }

        @Override
        public void deliver(Object event) {
            if (event instanceof ProcessActivated && slow != null) {
                slow.pass();
            }
            if (event instanceof CastDropped) {
                casts.incrementAndGet();
                return;
            }
            told.add(event);
            threads.add(Thread.currentThread());
        }
    }

    private final AtomicInteger casts = new AtomicInteger();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final NodeEvents events = new NodeEvents(new Observer(), pool);
    private Gate slow;

    @AfterEach
    void endThreads() {
        if (slow != null) {
            slow.open();
        }
        pool.shutdownNow();
    }

    @Test
    void only_what_somebody_observes_is_told() throws Exception {
        assertThat(events.observed(ProcessActivated.class)).isTrue();
        assertThat(events.observed(ProcessFailed.class)).isFalse();

        events.publish(new ProcessFailed(ref(1), "x", "y"));
        events.publish(activated(1));

        events.awaitTold(Duration.ofSeconds(10));
        assertThat(told).containsExactly(activated(1));
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void events_of_a_class_are_told_in_their_order() throws Exception {
        for (int i = 0; i < 5000; i++) {
            events.publish(activated(i));
        }

        Eventually.until("all are told", () -> told.size() == 5000);
        assertThat(told)
                .containsExactlyElementsOf(LongStream.range(0, 5000)
                        .<Object>mapToObj(NodeEventsTest::activated)
                        .toList());
        assertThat(events.dropped()).isZero();
    }

    @Test
    void an_event_that_comes_just_when_the_queue_was_found_empty_is_told_without_waiting_for_another() {
        for (int i = 1; i <= 20_000; i++) {
            events.publish(new CastDropped(new ProcessKey("a", "b", "c"), "why"));
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (casts.get() < i) { // the next is to come as soon as this one was told
                if (System.nanoTime() - giveUp > 0) {
                    throw new AssertionError("event " + i + " is not told");
                }
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void what_an_observer_cannot_keep_up_with_is_dropped_and_counted_and_blocks_nobody() throws Exception {
        slow = new Gate();
        events.publish(activated(0));
        slow.awaitArrivals(1);

        CompletableFuture.runAsync(() -> {
                    for (int i = 1; i < NodeEvents.CAPACITY + 10; i++) {
                        events.publish(activated(i));
                    }
                })
                .get(10, TimeUnit.SECONDS);

        assertThat(events.dropped()).isEqualTo(10);
        slow.open();
        Eventually.until("the others are told", () -> told.size() == NodeEvents.CAPACITY);
    }

    @Test
    void a_slow_observer_of_one_class_does_not_hold_up_another() throws Exception {
        slow = new Gate();
        events.publish(activated(0));
        slow.awaitArrivals(1);

        events.publish(new CastDropped(new ProcessKey("a", "b", "c"), "why"));

        Eventually.until("it is told", () -> casts.get() == 1);
    }

    @Test
    void what_is_published_after_the_threads_have_ended_is_counted() {
        pool.shutdownNow();

        events.publish(activated(0));
        events.publish(activated(1));

        assertThat(events.dropped()).isEqualTo(2);
        events.awaitTold(Duration.ofSeconds(10));
    }

    private static ProcessActivated activated(long number) {
        return new ProcessActivated(ref(number));
    }

    private static ProcessRef ref(long number) {
        return new ProcessRef("n1", "game", "game", "a", number);
    }
}
