package io.meshee.core.peer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is refused, and says so once a minute at most: whoever sends garbage must not fill the log as well. */
public final class Refusals {

    private static final long LOG_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongAdder count = new LongAdder();
    private final AtomicLong logged = new AtomicLong(System.nanoTime() - LOG_EVERY);

    /** None yet. */
    public Refusals(Logger log) {
        this.log = log;
    }

    /** Counts one more. */
    public void add(String reason) {
        count.increment();
        long now = System.nanoTime();
        long last = logged.get();
        if (now - last >= LOG_EVERY && logged.compareAndSet(last, now)) {
            log.log(Level.WARNING, reason + " (" + count.sum() + " refused so far; said once a minute at most)");
        }
    }

    /** How many there were. */
    public long count() {
        return count.sum();
    }
}
