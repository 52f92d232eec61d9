package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboundLaneTest {

    private final Blocking handler = new Blocking();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger tasks = new AtomicInteger();
    private final InboundLane lane = new InboundLane(handler, drain -> {
        tasks.incrementAndGet();
        threads.execute(drain);
    });

    private final BlockingQueue<List<Message>> answers = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        handler.gate.open();
        threads.shutdownNow();
    }

    @Test
    void a_message_that_is_slow_to_be_handed_on_is_not_overtaken_as_long_as_it_could_be() throws Exception {
        add(1);
        handler.gate.awaitArrivals(1);
        Delivery second = add(2);

        lane.tick(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));

        assertThat(tasks).as("a drain, and an answer to each").hasValue(1 + 2);
        assertThat(second.isHandedOn()).isFalse();
    }

    @Test
    void a_handler_that_blocks_does_not_hold_up_the_messages_behind_it() throws Exception {
        Delivery first = add(1);
        handler.gate.awaitArrivals(1);
        Delivery second = add(2);
        handler.running = true;

        lane.tick(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));

        Eventually.until("the second is handed on", second::isHandedOn);
        assertThat(handler.taken).containsExactly(2L);
        assertThat(lane.latest()).isSameAs(second);
        handler.gate.open();
        Eventually.until("the first is, too", () -> handler.taken.equals(List.of(2L, 1L)));
        assertThat(first.isHandedOn()).isTrue();
    }

    @Test
    void what_is_not_this_nodes_is_answered_and_not_handed_on() throws Exception {
        handler.gate.open();
        handler.moved = List.of(new Message.Moved(3, 9));

        add(3);

        assertThat(answers.poll(10, TimeUnit.SECONDS)).containsExactly(new Message.Moved(3, 9));
        assertThat(handler.taken).isEmpty();
    }

    @Test
    void a_message_that_cannot_be_taken_does_not_end_the_lane() throws Exception {
        add(Blocking.POISON);
        add(Blocking.DEADLY_POISON);
        add(Blocking.DEADLY_POISON + 1);

        Eventually.until("the next one is handed on", () -> handler.taken.equals(List.of(Blocking.DEADLY_POISON + 1)));
    }

    @Test
    void a_batch_that_takes_its_time_is_answered_before_it_is_handed_on_and_only_once() throws Exception {
        Delivery delivery = add(1);
        handler.gate.awaitArrivals(1);
        delivery.answers().add(new Message.Moved(7, 1));

        lane.tick(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));

        assertThat(answers.poll(10, TimeUnit.SECONDS)).containsExactly(new Message.Moved(7, 1));
        assertThat(delivery.answers().add(new Message.Moved(8, 1)))
                .as("what comes later travels by itself")
                .isFalse();
        handler.gate.open();
        Eventually.until("it is handed on", delivery::isHandedOn);
        assertThat(answers).isEmpty();
    }

    private Delivery add(long number) throws GapException {
        return lane.add(batch(number), answers::add);
    }

    private static Batch batch(long number) {
        return new Batch(
                new Batch.Header("mesh", "n1", "n1-start", "n2-start", 0, number, 0, "line", 1),
                List.of(new Message.Cancel(number)));
    }

    /** Stops at the first message. */
    private static final class Blocking implements Inbox.Handler {

        static final long POISON = 100;
        static final long DEADLY_POISON = 101;

        final Gate gate = new Gate();
        final List<Long> taken = new CopyOnWriteArrayList<>();
        volatile boolean running;
        volatile List<Message.Moved> moved = List.of();

        @Override
        public String refusal() {
            return null;
        }

        @Override
        public boolean isBehind(String lineage, long epoch) {
            return false;
        }

        @Override
        public void catchUp(String lineage, long epoch) {
            throw new UnsupportedOperationException("it follows no view");
        }

        @Override
        public Admission admit(List<Message> messages) {
            return new Admission(moved.isEmpty() ? messages : List.of(), moved, 1);
        }

        @Override
        public boolean mayBePassed(Message message, Thread thread) {
            return running;
        }

        @Override
        public void take(Batch.Header from, Message message, long takenAt, Answers answers) {
            if (message.correlation() == 1) {
                gate.pass();
            }
            if (message.correlation() == POISON) {
                throw new IllegalStateException("as the test wants it");
            }
            if (message.correlation() == DEADLY_POISON) {
                throw new InternalError("as the test wants it");
            }
            taken.add(message.correlation());
        }
    }
}
