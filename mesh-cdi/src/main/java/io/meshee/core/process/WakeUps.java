package io.meshee.core.process;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Wakes the callers that a thread has answered: at once, or all together at the end of a burst of one process's messages.
 * A caller that is woken within the burst calls the process again, finds it busy, queues and sleeps, and each call costs two
 * changes of threads from then on: a convoy. After the burst the process is free, and those who are woken run by themselves.
 */
final class WakeUps {

    /** After that the next answer wakes all; a run that takes longer than its kind does is left to the tick. */
    static final long LONGEST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final LongSupplier clock;
    private final Consumer<Thread> unpark;
    private final Queue<Thread> answered = new ConcurrentLinkedQueue<>();
    private boolean inBurst;
    private long since;

    WakeUps() {
        this(System::nanoTime, LockSupport::unpark);
    }

    WakeUps(LongSupplier clock, Consumer<Thread> unpark) {
        this.clock = clock;
        this.unpark = unpark;
    }

    /** The thread begins a burst. */
    void beginBurst() {
        inBurst = true;
    }

    /** The thread has ended its burst. */
    void endBurst() {
        inBurst = false;
        wakeAll();
    }

    /** The thread has answered that caller. */
    void wake(Thread caller) {
        if (!inBurst) {
            unpark.accept(caller);
            return;
        }
        long now = clock.getAsLong();
        if (answered.isEmpty()) {
            since = now;
        }
        answered.add(caller);
        if (now - since > LONGEST_NANOS) {
            wakeAll();
        }
    }

    /** Wakes those who have not been woken yet. Called by any thread. */
    void wakeAll() {
        for (Thread caller = answered.poll(); caller != null; caller = answered.poll()) {
            unpark.accept(caller);
        }
    }
}
