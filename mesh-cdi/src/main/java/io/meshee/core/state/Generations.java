package io.meshee.core.state;

import java.time.Clock;
import java.time.Duration;

/**
 * How generations begin, and how long one outlives what was forgotten. A store drops it then; since a process that
 * begins anew begins at the time of day, in milliseconds, its generations are again above those from before. That holds
 * as long as a process is not opened a thousand times a second for good, and clocks do not differ by as much as a day.
 */
public final class Generations {

    /** How long a store keeps at least the generation of a process that was forgotten. */
    public static final Duration TOMBSTONE_LIFE = Duration.ofDays(1);

    private Generations() {}

    /** The generation of a process that the store does not know. */
    public static long first(Clock clock) {
        return clock.millis();
    }
}
