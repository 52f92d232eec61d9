package io.meshee.benchmark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The two JVMs of a system, and the driver in the one that calls. */
abstract class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final Endpoint driver;

    /** A cluster whose driver is there. */
    Cluster(Endpoint driver) {
        this.driver = driver;
    }

    /** Asks the driver; empty if it has nothing of the kind. */
    final Optional<String> ask(String pathAndQuery) throws IOException, InterruptedException {
        return driver.ask(pathAndQuery);
    }

    /** Waits for the driver. */
    final void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!driver.answers("/ready")) {
            requireAlive();
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException(driver + " does not get ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Its JVMs by name; the first makes the calls. */
    abstract SortedMap<String, Long> pids() throws IOException;

    /** Throws if one of its JVMs has ended. */
    abstract void requireAlive();

    @Override
    public abstract void close() throws IOException;

    /** Waits until a JVM or a script has ended, at most so long. */
    static boolean hasEnded(Process process, long seconds) throws IOException {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + process.info());
        }
    }
}
