package io.meshee.core.node;

import io.meshee.core.process.WorkerPool;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Completes futures on which something hangs, on the pool: what hangs on them may take long, block, or wait for another.
 * The replies of one batch come together, so they share a turn of the pool instead of waking a thread for each. A turn that takes
 * its time is joined by others, up to one a processor, and one that blocks is replaced.
 */
final class Completions {

    /** What is worth the waking of another thread. */
    private static final long LONG_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final WorkerPool pool;
    private final Runnable tidy;
    private final int most;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Drain> drains = new ConcurrentLinkedQueue<>();
    private final AtomicInteger moving = new AtomicInteger();

    /**
     * Nothing to complete yet.
     *
     * @param tidy runs on a thread of the pool between two completions
     * @param most how many turns at a time, not counting those that are blocked
     */
    Completions(WorkerPool pool, Runnable tidy, int most) {
        this.pool = pool;
        this.tidy = tidy;
        this.most = most;
    }

    /** Runs a completion, which must not throw, soon. */
    void add(Runnable completion) {
        waiting.add(completion);
        if (moving.get() == 0) {
            join(1);
        }
    }

    /** Replaces the turns that are blocked. Called by one thread, every few milliseconds. */
    void tick() {
        for (Drain drain : drains) {
            if (drain.isBlocked() && drain.pass()) {
                drains.remove(drain);
                moving.decrementAndGet();
            }
        }
        if (!waiting.isEmpty()) {
            join(1);
        }
    }

    /** Begins another turn unless so many are there. */
    private void join(int limit) {
        int now = moving.get();
        if (now < limit && moving.compareAndSet(now, now + 1)) {
            Drain drain = new Drain();
            drains.add(drain);
            pool.execute(drain);
        }
    }

    /** Completes one after the other until none is left, or until it is replaced. */
    private final class Drain implements WorkerPool.Turn {

        private static final int PASSED = -1;

        /** How many completions it has begun and ended: odd within one. */
        private final AtomicInteger steps = new AtomicInteger();

        private int stepsBefore;

        @Override
        public void run() {
            long begin = System.nanoTime();
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                int step = steps.incrementAndGet();
                next.run();
                Thread.interrupted();
                tidy.run();
                if (!steps.compareAndSet(step, step + 1 & Integer.MAX_VALUE)) {
                    return;
                }
                long now = System.nanoTime();
                if (now - begin > LONG_NANOS && !waiting.isEmpty()) {
                    begin = now;
                    join(most);
                }
            }
            end();
        }

        /** There is no thread: whoever asked for one completes what waits. */
        @Override
        public void rejected() {
            run();
        }

        /** Whether it has been in one completion since it was looked at last. */
        boolean isBlocked() {
            int now = steps.get();
            boolean blocked = now % 2 == 1 && now == stepsBefore;
            stepsBefore = now;
            return blocked;
        }

        boolean pass() {
            return stepsBefore % 2 == 1 && steps.compareAndSet(stepsBefore, PASSED);
        }

        private void end() {
            drains.remove(this);
            moving.decrementAndGet();
            if (!waiting.isEmpty()) {
                join(1);
            }
        }
    }
}
