package io.meshee.core.node;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that everything with a deadline hangs on. */
final class Ticker {

    private final ScheduledExecutorService thread;

    Ticker(ThreadFactory threads) {
        thread = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Does it again and again, so long after each time. */
    void every(Duration pause, Runnable due) {
        thread.scheduleWithFixedDelay(due, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs that next. */
    Future<?> submit(Runnable due) {
        return thread.submit(due);
    }

    /** Whether it comes round within that time, or has been stopped. The calling thread waits for it. */
    boolean comesRoundWithin(Duration limit) {
        try {
            thread.submit(() -> {}).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (RejectedExecutionException e) {
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    void stop() {
        thread.shutdownNow();
    }
}
