package io.meshee.core.process;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends processes, on threads of its own: a handoff ends thousands at once, each with a write to the store. They neither
 * keep handlers from their threads, nor wait for those that handlers block. What ends to make room for others does so on
 * the handlers' threads, before those others.
 */
final class Endings implements AutoCloseable {

    /** What waits for a store, or for one that hangs, needs more threads than there are processors. */
    private static final int THREADS = 32;

    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ThreadPoolExecutor executor;

    /**
     * No threads yet.
     *
     * @param tidy runs on a thread after each end, before the next one
     */
    Endings(ThreadFactory threads, Runnable tidy) {
        executor =
                new ThreadPoolExecutor(
                        THREADS, THREADS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads) {
                    @Override
                    protected void afterExecute(Runnable end, Throwable thrown) {
                        tidy.run();
                    }
                };
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs the end of a process, whose token the caller gives up: soon, or here and now once the node has stopped. */
    void add(Runnable end) {
        try {
            executor.execute(end);
        } catch (RejectedExecutionException stopped) {
            end.run();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow().forEach(Runnable::run);
    }
}
