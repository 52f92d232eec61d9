package io.meshee.core.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * Runs the turns of processes. As many threads as there are processors as long as turns move on; when the turn at the
 * head of the queue has not moved between two ticks, because handlers block, threads are added up to the limit. When all
 * of them block, waiting turns are rejected rather than left to hang.
 */
public final class WorkerPool implements AutoCloseable {

    /** A turn that is told when no thread can be had for it. */
    public interface Turn extends Runnable {

        /** Called in the place of {@link #run()} when every thread is blocked. */
        void rejected();
    }

    /** Half a second. Threads that all wait for a store, or for a processor, are not blocked for good. */
    private static final int STALLED_TICKS = 100;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final int base;
    private final int max;
    private final TidiedThreads executor;
    private Runnable lastHead;
    private long lastCompleted;
    private int stalled;
    private volatile boolean saturated;

    /**
     * A pool without threads yet.
     *
     * @param max the greatest number of threads, at least 1
     * @param tidy runs on a thread after each turn, before the next one
     */
    public WorkerPool(int max, ThreadFactory threads, Runnable tidy) {
        this(max, KEEP_ALIVE, threads, tidy);
    }

    WorkerPool(int max, Duration keepAlive, ThreadFactory threads, Runnable tidy) {
        this.base = Math.min(max, 2 * Runtime.getRuntime().availableProcessors());
        this.max = max;
        this.executor = new TidiedThreads(base, max, keepAlive, new LinkedTransferQueue<>(), threads, tidy);
    }

    /** Runs the turn on one of the pool's threads; rejects it if they are all blocked or the pool is closed. */
    public void execute(Turn turn) {
        if (saturated) {
            turn.rejected();
            return;
        }
        try {
            executor.execute(turn);
        } catch (RejectedExecutionException closed) {
            turn.rejected();
        }
    }

    /** Adds threads if turns wait behind blocked ones. Called by one thread, every few milliseconds. */
    public void tick() {
        Runnable head = executor.getQueue().peek();
        long completed = executor.getCompletedTaskCount();
        boolean moving = head == null && !isFull() || head != lastHead || completed != lastCompleted;
        stalled = moving ? 0 : stalled + 1;
        lastHead = head;
        lastCompleted = completed;
        if (moving) {
            saturated = false;
            shrink(head);
        } else if (executor.getCorePoolSize() < max && head != null) {
            executor.setCorePoolSize(
                    Math.min(max, executor.getPoolSize() + executor.getQueue().size()));
        } else if (stalled >= STALLED_TICKS && isFull()) {
            saturated = true;
            rejectQueued();
            lastHead = null; // that it is gone is no sign of life
        }
    }

    /** Threads for the ends of processes, made and tidied as the pool's are. */
    Endings endings() {
        return new Endings(executor);
    }

    /** The threads that the pool has now. */
    public int threads() {
        return executor.getPoolSize();
    }

    @Override
    public void close() {
        executor.shutdownNow().forEach(turn -> ((Turn) turn).rejected());
    }

    private boolean isFull() {
        return executor.getActiveCount() >= max;
    }

    private void shrink(Runnable head) {
        if (head == null
                && executor.getCorePoolSize() > base
                && executor.getActiveCount() < executor.getCorePoolSize() / 2) {
            executor.setCorePoolSize(Math.max(base, executor.getCorePoolSize() / 2));
        }
    }

    private void rejectQueued() {
        List<Runnable> waiting = new ArrayList<>();
        executor.getQueue().drainTo(waiting);
        waiting.forEach(turn -> ((Turn) turn).rejected());
    }
}
