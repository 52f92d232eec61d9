package io.meshee.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that handlers are held at until the test opens it. */
public final class Gate {

    private static final long LIMIT_SECONDS = 30;

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicInteger interruptions = new AtomicInteger();

    /**
     * Waits until it is open.
     *
     * @throws IllegalStateException after 30 s, or if the thread is interrupted
     */
    public void pass() {
        arrivals.incrementAndGet();
        try {
            if (!open.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            interruptions.incrementAndGet();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
    }

    /** As {@link #pass}, but takes no notice of interruptions. */
    public void passWhateverComes() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        arrivals.incrementAndGet();
        while (open.getCount() > 0 && System.nanoTime() - giveUp < 0) {
            try {
                open.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interruptions.incrementAndGet();
            }
        }
    }

    /** Lets all through, now and later. */
    public void open() {
        open.countDown();
    }

    /** How many threads have come to it. */
    public int arrivals() {
        return arrivals.get();
    }

    /** How many threads were interrupted while they waited. */
    public int interruptions() {
        return interruptions.get();
    }

    /** Waits until that many threads have come to it. */
    public void awaitArrivals(int count) throws Exception {
        Eventually.until(count + " arrivals at the gate, not " + arrivals, () -> arrivals.get() >= count);
    }
}
