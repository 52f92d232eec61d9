package io.meshee.test;

import io.meshee.testkit.HandDrivenTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * The time of all nodes, which stands still until the test turns it: idle time-outs, timers and reminders go by it. It is also a
 * {@link Clock} in UTC, for process classes that ask one.
 *
 * <p>The time-outs of calls are not its own: they are limits of real time, however the clock stands.
 */
public final class KitClock extends Clock {

    private final HandDrivenTime time;
    private final DueWork dueWork;
    private final Story story;

    KitClock(HandDrivenTime time, DueWork dueWork, Story story) {
        this.time = time;
        this.dueWork = dueWork;
        this.story = story;
    }

    /**
     * Turns the clock on. It stops at each moment at which something is due on some node, and goes on when that is done:
     * a timer of one minute beats sixty times an hour. When this returns everything that became due has been done, save
     * what has to wait for a handler that was running before.
     *
     * @param by zero or more; zero does what is due already
     * @throws AssertionError if what became due is not done within 5 s of real time
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock cannot be turned back, by " + by);
        }
        story.tell("the clock is turned on by " + by + " from " + instant());
        dueWork.begin();
        long target = time.nanoTime() + by.toNanos();
        dueWork.run();
        for (OptionalLong next = next(target); next.isPresent(); next = next(target)) {
            turnTo(next.getAsLong());
            dueWork.run();
        }
        turnTo(target);
        dueWork.run();
    }

    /** Turns the clock on to that moment, as {@link #advance} does. */
    public void advanceTo(Instant moment) {
        advance(Duration.between(instant(), moment));
    }

    @Override
    public Instant instant() {
        return time.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        KitClock kit = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return kit.withZone(other);
            }

            @Override
            public Instant instant() {
                return kit.instant();
            }
        };
    }

    private OptionalLong next(long target) {
        OptionalLong next = dueWork.next(time.nanoTime());
        return next.isPresent() && next.getAsLong() - target < 0 ? next : OptionalLong.empty();
    }

    private void turnTo(long moment) {
        time.advance(Duration.ofNanos(moment - time.nanoTime()));
    }
}
