package io.meshee.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, with a deadline. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    /** Waits until the condition holds, at most 15 s. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        within(LIMIT, what, condition);
    }

    /**
     * Waits until the condition holds.
     *
     * @throws AssertionError if it does not within the time
     */
    public static void within(Duration limit, String what, Callable<Boolean> condition) throws Exception {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
