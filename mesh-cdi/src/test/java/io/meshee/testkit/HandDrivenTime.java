package io.meshee.testkit;

import io.meshee.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A clock that stands still until a test turns it on. */
public final class HandDrivenTime implements TimeSource {

    private volatile Instant start;
    private final long origin = System.nanoTime();
    /** When, in real nanoseconds since the origin, it was turned on to how much. */
    private final ConcurrentSkipListMap<Long, Long> turns = new ConcurrentSkipListMap<>(Map.of(Long.MIN_VALUE, 0L));

    /** Begins at that time. */
    public HandDrivenTime(Instant start) {
        this.start = start;
    }

    /** Turns the clock on. */
    public synchronized void advance(Duration by) {
        long next = turns.lastEntry().getValue() + by.toNanos();
        turns.merge(System.nanoTime() - origin, next, Math::max);
    }

    /** Has the wall clock step, and no other. */
    public synchronized void step(Duration by) {
        start = start.plus(by);
    }

    @Override
    public Instant now() {
        return start.plusNanos(turns.lastEntry().getValue());
    }

    @Override
    public long at(long systemNanoTime) {
        return turns.floorEntry(systemNanoTime - origin).getValue();
    }
}
