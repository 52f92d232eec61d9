package io.meshee.core.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that are left as they were found: each is tidied after a task, before the next one. All of them may end. */
final class TidiedThreads extends ThreadPoolExecutor {

    private final ThreadFactory factory;
    private final Runnable tidy;
    private final Set<Thread> threads;

    TidiedThreads(
            int core,
            int max,
            Duration keepAlive,
            BlockingQueue<Runnable> queue,
            ThreadFactory factory,
            Runnable tidy) {
        this(core, max, keepAlive, queue, factory, tidy, ConcurrentHashMap.newKeySet());
    }

    private TidiedThreads(
            int core,
            int max,
            Duration keepAlive,
            BlockingQueue<Runnable> queue,
            ThreadFactory factory,
            Runnable tidy,
            Set<Thread> threads) {
        super(
                core,
                max,
                keepAlive.toMillis(),
                TimeUnit.MILLISECONDS,
                queue,
                task -> factory.newThread(() -> live(task, threads)));
        this.factory = factory;
        this.threads = threads;
        this.tidy = tidy;
        allowCoreThreadTimeOut(true);
    }

    /** Others that are made and tidied as these are, so many at most. */
    TidiedThreads beside(int most, Duration keepAlive, BlockingQueue<Runnable> queue) {
        return new TidiedThreads(most, most, keepAlive, queue, factory, tidy);
    }

    /** How many of the threads run, or could if there were processors enough. A guess. */
    int running() {
        int running = 0;
        for (Thread thread : threads) {
            if (thread.getState() == Thread.State.RUNNABLE) {
                running++;
            }
        }
        return running;
    }

    private static void live(Runnable task, Set<Thread> threads) {
        threads.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
        tidy.run();
    }
}
