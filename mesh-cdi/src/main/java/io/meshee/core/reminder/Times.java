package io.meshee.core.reminder;

import io.meshee.api.CalendarSchedule;
import io.meshee.api.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The times of a schedule, in whole milliseconds. */
interface Times {

    /** The first that is not before the given time; empty if there is none. */
    Optional<Instant> first(Instant from);

    /** The first after the given time; empty if there is none. */
    default Optional<Instant> after(Instant time) {
        return first(time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with what is wrong, and the rule
     */
    static Times of(Schedule schedule) {
        if (schedule instanceof Schedule.Once once) {
            Instant at = once.at().truncatedTo(ChronoUnit.MILLIS);
            return from -> Optional.of(at).filter(time -> !time.isBefore(from));
        } else if (schedule instanceof Schedule.Every every) {
            return new Beats(every.first().toEpochMilli(), every.period().toMillis());
        }
        return new CalendarTimes((CalendarSchedule) schedule);
    }

    /** A beat from its first time on. */
    record Beats(long first, long period) implements Times {

        @Override
        public Optional<Instant> first(Instant from) {
            Instant begin = Instant.ofEpochMilli(first);
            if (!from.isAfter(begin)) {
                return Optional.of(begin);
            }
            long late = from.minusNanos(1).toEpochMilli() - first;
            return Optional.of(Instant.ofEpochMilli(first + (late / period + 1) * period));
        }
    }
}
