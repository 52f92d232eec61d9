package io.meshee.core.node;

import io.meshee.core.process.WorkerPool;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs tasks on the pool one after another, in the order in which they were added. */
final class OrderedTasks implements WorkerPool.Turn {

    private final int capacity;
    private final Consumer<WorkerPool.Turn> pool;
    private final Runnable dropped;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /**
     * No tasks yet.
     *
     * @param dropped is told of each task that was added and will not run
     */
    OrderedTasks(int capacity, Consumer<WorkerPool.Turn> pool, Runnable dropped) {
        this.dropped = dropped;
        this.capacity = capacity;
        this.pool = pool;
    }

    /** Adds a task, which must not throw. False if as many wait as may. */
    boolean add(Runnable task) {
        int before = size.getAndIncrement();
        if (before >= capacity) {
            size.getAndDecrement();
            return false;
        }
        tasks.add(task);
        if (before == 0) {
            pool.accept(this);
        }
        return true;
    }

    @Override
    public void run() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
            if (size.decrementAndGet() > 0) {
                pool.accept(this);
            }
        } else if (size.get() > 0) {
            pool.accept(this); // counted, and about to be there
        }
    }

    /** No thread can be had: what waits is dropped. */
    @Override
    public void rejected() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            dropped.run();
            if (size.decrementAndGet() == 0) {
                return;
            }
        }
    }
}
