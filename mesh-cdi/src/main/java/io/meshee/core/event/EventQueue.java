package io.meshee.core.event;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The events of one class on their way to their observers: bounded, in order, told by one thread at a time. */
final class EventQueue {

    private final int capacity;
    private final EventSink sink;
    private final Executor threads;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();

    EventQueue(int capacity, EventSink sink, Executor threads) {
        this.capacity = capacity;
        this.sink = sink;
        this.threads = threads;
    }

    /** Never waits: an event that finds the queue full is dropped and counted. */
    void add(Object event) {
        if (queued.incrementAndGet() > capacity) {
            queued.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(event);
        wake();
    }

    long dropped() {
        return dropped.sum();
    }

    boolean isEmpty() {
        return queued.get() == 0;
    }

    private void wake() {
        if (!telling.get() && telling.compareAndSet(false, true)) {
            try {
                threads.execute(this::tell);
            } catch (RejectedExecutionException stopped) {
                dropAll();
                telling.set(false);
            }
        }
    }

    private void tell() {
        while (true) {
            for (Object next = queue.poll(); next != null; next = queue.poll()) {
                try {
                    sink.deliver(next);
                } finally {
                    queued.decrementAndGet();
                }
            }
            telling.set(false);
            if (queue.isEmpty() || !telling.compareAndSet(false, true)) {
                return;
            }
        }
    }

    private void dropAll() {
        while (queue.poll() != null) {
            queued.decrementAndGet();
            dropped.increment();
        }
    }
}
