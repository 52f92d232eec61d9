package io.meshee.chaos.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What a node's classes take for the wall clock: the system's, and a step. On the boot class path, where all of them see it. */
public final class SteppedClock {

    private static volatile long stepMillis;

    private SteppedClock() {}

    /** How far the clock is off from now on. */
    public static void step(long millis) {
        stepMillis = millis;
    }

    /** In the place of {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + stepMillis;
    }

    /** In the place of {@link Instant#now()}. */
    public static Instant now() {
        return Instant.now().plusMillis(stepMillis);
    }

    /** In the place of {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new Stepped(ZoneOffset.UTC);
    }

    private static final class Stepped extends Clock {

        private final ZoneId zone;

        Stepped(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Stepped(other);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
