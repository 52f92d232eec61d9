package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The receiving end of a peer's lane: hands its messages on in order, one drain at a time. Handlers may run on the
 * drain's thread; when one of them blocks, another drain takes its place, so that the messages behind it go on.
 */
final class InboundLane {

    private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Inbox.Handler handler;
    private final Executor threads;
    private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Drain> active = new AtomicReference<>();
    private long lastNumber;

    InboundLane(Inbox.Handler handler, Executor threads) {
        this.handler = handler;
        this.threads = threads;
    }

    /** Queues a batch for the drain; {@code null} if it had been taken before. */
    Delivery add(Batch batch) {
        Delivery delivery = new Delivery(batch);
        synchronized (queue) {
            if (batch.header().number() <= lastNumber) {
                return null;
            }
            lastNumber = batch.header().number();
            queue.add(delivery);
        }
        start(null);
        return delivery;
    }

    /** Replaces the drain if a handler blocks it. Called by one thread, every few milliseconds. */
    void tick(long now) {
        Drain drain = active.get();
        if (drain != null && drain.isBlocked(now) && drain.abandon()) {
            start(drain);
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

        private static final int BETWEEN = 0;
        private static final int HANDING_ON = 1;
        private static final int ABANDONED = 2;

        private final AtomicInteger state = new AtomicInteger(BETWEEN);
        private volatile long since;

        @Override
        public void run() {
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

        boolean isBlocked(long now) {
            return state.get() == HANDING_ON && now - since > BLOCKED_NANOS;
        }

        boolean abandon() {
            return state.compareAndSet(HANDING_ON, ABANDONED);
        }

        private boolean handOn(Delivery delivery, Message message) {
            since = System.nanoTime();
            state.set(HANDING_ON);
            handler.take(delivery.header(), message, delivery.answers());
            return state.compareAndSet(HANDING_ON, BETWEEN);
        }
    }
}
