package io.meshee.core.process;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that are left as they were found: each is tidied after a task, before the next one. All of them may end. */
final class TidiedThreads extends ThreadPoolExecutor {

    private final ThreadFactory factory;
    private final Runnable tidy;

    TidiedThreads(
            int core,
            int max,
            Duration keepAlive,
            BlockingQueue<Runnable> queue,
            ThreadFactory factory,
            Runnable tidy) {
        super(core, max, keepAlive.toMillis(), TimeUnit.MILLISECONDS, queue, factory);
        this.factory = factory;
        this.tidy = tidy;
        allowCoreThreadTimeOut(true);
    }

    /** Others that are made and tidied as these are, so many at most. */
    TidiedThreads beside(int most, Duration keepAlive, BlockingQueue<Runnable> queue) {
        return new TidiedThreads(most, most, keepAlive, queue, factory, tidy);
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
        tidy.run();
    }
}
