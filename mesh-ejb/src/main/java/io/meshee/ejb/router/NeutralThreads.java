package io.meshee.ejb.router;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that know nothing of whoever happened to need the first one. A thread inherits from the one that makes it:
 * in Payara, for all its life, whether a caller's {@code @Transactional} method forbids {@code UserTransaction}. So one
 * thread, made when the application is deployed, makes all others.
 */
final class NeutralThreads implements ThreadFactory, AutoCloseable {

    private final ThreadFactory threads;
    private final ExecutorService maker;

    /** To be made on a thread that has nothing to inherit. */
    NeutralThreads(ThreadFactory threads) {
        this.threads = threads;
        this.maker = Executors.newSingleThreadExecutor(threads);
        newThread(() -> {}); // the maker itself is made now
    }

    @Override
    public Thread newThread(Runnable work) {
        try {
            return CompletableFuture.supplyAsync(() -> threads.newThread(work), maker)
                    .join();
        } catch (RejectedExecutionException closed) {
            return threads.newThread(work);
        }
    }

    @Override
    public void close() {
        maker.shutdown();
    }
}
