package io.meshee.core.process;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Ends processes, on threads of its own: a handoff ends thousands at once, each with a write to the store. They neither
 * keep handlers from their threads, nor wait for those that handlers block. What ends to make room for others does so on
 * the handlers' threads, before those others.
 */
final class Endings implements AutoCloseable {

    /** What waits for a store, or for one that hangs, needs more threads than there are processors. */
    private static final int THREADS = 32;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final TidiedThreads executor;

    /** Ends on threads of the kind that handlers have. */
    Endings(TidiedThreads handlers) {
        executor = handlers.beside(THREADS, KEEP_ALIVE, new LinkedBlockingQueue<>());
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
