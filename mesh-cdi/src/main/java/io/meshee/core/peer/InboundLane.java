package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The receiving end of a peer's lane: hands its messages on in order, one drain at a time. Handlers may run on the
 * drain's thread; when one of them blocks, another drain takes its place, so that the messages behind it go on. A message
 * that has no place in the order yet is waited for, however long that takes.
 */
final class InboundLane {

    private static final Logger LOG = System.getLogger(InboundLane.class.getName());
    private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The batch before was sent before, most likely on the same connection. */
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is not ready by then travels by itself. */
    static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Inbox.Handler handler;
    private final Executor threads;
    private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Drain> active = new AtomicReference<>();
    private final MovedProcesses moved = new MovedProcesses();
    private long lastNumber;
    private Delivery latest = Delivery.NONE;

    InboundLane(Inbox.Handler handler, Executor threads) {
        this.handler = handler;
        this.threads = threads;
    }

    /** Whether the batch that must be taken before it has come. */
    boolean isNext(Batch.Header header) {
        synchronized (queue) {
            return lastNumber >= header.after();
        }
    }

    /**
     * Queues a batch for the drain; {@code null} if it had been taken before.
     *
     * @param answer takes the answers that are ready when the batch is answered
     * @throws GapException if the batch under way beside it has not come, and does not within {@link #GAP_NANOS}
     */
    Delivery add(Batch batch, Consumer<List<Message>> answer) throws GapException {
        Delivery delivery;
        synchronized (queue) {
            Batch.Header header = batch.header();
            awaitPredecessor(header);
            if (isTaken(header)) {
                return null;
            }
            delivery = new Delivery(header, moved.withhold(batch, handler.admit(batch.messages())), answer);
            latest = delivery;
            lastNumber = header.number();
            queue.add(delivery);
            queue.notifyAll();
        }
        start(null);
        return delivery;
    }

    private boolean isTaken(Batch.Header header) {
        return header.number() <= lastNumber;
    }

    /** Of two batches under way at a time the second may come first. */
    private void awaitPredecessor(Batch.Header header) throws GapException {
        long begin = System.nanoTime();
        while (lastNumber < header.after()) {
            long left = GAP_NANOS - (System.nanoTime() - begin);
            if (left <= 0) {
                throw new GapException(header);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(queue, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GapException(header);
            }
        }
    }

    /** The batch that came last. */
    Delivery latest() {
        synchronized (queue) {
            return latest;
        }
    }

    /**
     * Replaces the drain if a handler blocks it, and answers batches that take their time. Called by one thread, every few
     * milliseconds.
     */
    void tick(long now) {
        Drain drain = active.get();
        if (drain != null && drain.abandonIfBlocked(now)) {
            start(drain);
        }
        for (Delivery delivery : queue) {
            if (delivery.isUnansweredAfter(ANSWER_NANOS, now)) {
                threads.execute(delivery::answer);
            }
        }
    }

    private void start(Drain replaced) {
        Drain next = new Drain();
        if (active.compareAndSet(replaced, next)) {
            threads.execute(next);
        }
    }

    /** Hands messages on until none is left, or until it is replaced while a handler blocks it. */
    private final class Drain implements Runnable {

        private static final int ABANDONED = -1;

        /** How many messages it has begun and ended to hand on: odd while it hands one on. */
        private final AtomicInteger steps = new AtomicInteger();

        private volatile Thread thread;
        private volatile Message current;
        private volatile long since;

        @Override
        public void run() {
            thread = Thread.currentThread();
            Delivery delivery = queue.peek();
            while (delivery != null) {
                Message message = delivery.next();
                if (message == null) {
                    queue.remove(delivery);
                    delivery.finish();
                    delivery = queue.peek();
                } else if (!handOn(delivery, message)) {
                    return;
                }
            }
            active.set(null);
            if (!queue.isEmpty()) {
                start(null);
            }
        }

        /** Whoever is left behind must not be overtaken any more: its message's handler runs, as a rule. */
        boolean abandonIfBlocked(long now) {
            int step = steps.get();
            return step % 2 == 1
                    && now - since > BLOCKED_NANOS
                    && handler.mayBePassed(current, thread)
                    && steps.compareAndSet(step, ABANDONED);
        }

        private boolean handOn(Delivery delivery, Message message) {
            since = System.nanoTime();
            current = message;
            int step = steps.incrementAndGet() & Integer.MAX_VALUE;
            take(delivery, message);
            return steps.compareAndSet(step, (step + 1) & Integer.MAX_VALUE);
        }

        /** Nothing that fails may end the lane, on which all that comes later hangs. */
        private void take(Delivery delivery, Message message) {
            try {
                handler.take(delivery.header(), message, delivery.epoch(), delivery.answers());
            } catch (RuntimeException | Error e) {
                LOG.log(
                        Level.ERROR,
                        () -> "MESH00193: a message of node "
                                + delivery.header().sender() + " could not be taken; the next one goes on",
                        e);
            }
        }
    }
}
