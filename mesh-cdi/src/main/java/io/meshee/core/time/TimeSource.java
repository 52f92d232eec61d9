package io.meshee.core.time;

import java.time.Instant;

/**
 * What a node takes for the time where whole seconds matter: idle processes, timers, reminders, the wall clock.
 *
 * <p>Code that runs with every message stamps with {@link System#nanoTime()} itself. Whoever looks at such a stamp later
 * has it translated by {@link #at}. Deadlines of calls are real time.
 */
public interface TimeSource {

    /** The machine's own clocks. */
    TimeSource SYSTEM = new SystemTime();

    /** The wall clock. */
    Instant now();

    /** What {@link #nanoTime()} was when {@link System#nanoTime()} gave this. */
    long at(long systemNanoTime);

    /** Nanoseconds from an origin of no meaning; never runs backwards. */
    default long nanoTime() {
        return at(System.nanoTime());
    }
}
