package io.meshee.api;

import java.time.Duration;
import java.time.Instant;

/** When a {@link Reminder} is due. Times are whole milliseconds. */
public sealed interface Schedule permits Schedule.Once, Schedule.Every, CalendarSchedule {

    /**
     * One time.
     *
     * @param at from the year 1970 to 9999; in the past for at once
     */
    record Once(Instant at) implements Schedule {

        /**
         * Checks the time.
         *
         * @throws InvalidRequestException if it is out of range
         */
        public Once {
            Parts.requireTime("at", at);
        }
    }

    /**
     * A first time, and again each period.
     *
     * @param first from the year 1970 to 9999; in the past for at once
     * @param period from 1 second to 36,500 days
     */
    record Every(Instant first, Duration period) implements Schedule {

        /**
         * Checks the times.
         *
         * @throws InvalidRequestException if the period is out of range
         */
        public Every {
            Parts.requireTime("first", first);
            Parts.requirePresent("period", period);
            if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(Duration.ofDays(36_500)) > 0) {
                throw new InvalidRequestException(
                        "MESH00810: the period of a reminder must be from 1 s to 36500 d, but was " + period);
            }
        }
    }
}
