package io.meshee.api;

import java.time.Duration;
import java.time.Instant;

/**
 * A message that a process is to get at certain times, kept in the reminder store: it outlives the activation, and the
 * node. Delivered at least once for each time, as an ordinary message that activates the process if need be and has
 * {@code mesh.call.timeout} to end; once where nothing fails. Which reminder and which time it is stand in the message's
 * {@link ProcessContext#headers() headers}.
 *
 * @param name unique within the process: setting another of that name replaces this one; 1 to 1024 characters, not blank
 * @param schedule when it is due
 * @param payload chooses the {@link Handle} method, as for any message; {@code null} for the one without parameters
 * @param catchUp what becomes of the times that were missed
 */
public record Reminder(String name, Schedule schedule, Object payload, CatchUp catchUp) {

    /** The header that holds the reminder's name. */
    public static final String NAME_HEADER = "mesh.reminder";

    /** The header that holds the time for which it is fired, as {@link Instant#toString()} writes it. */
    public static final String DUE_HEADER = "mesh.reminder.due";

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if one is missing, or the name blank or too long
     */
    public Reminder {
        Parts.requireText("the name of a reminder", name);
        Parts.requirePresent("schedule", schedule);
        Parts.requirePresent("catchUp", catchUp);
    }

    /** A reminder of one time. */
    public static Reminder once(String name, Instant at, Object payload) {
        return new Reminder(name, new Schedule.Once(at), payload, CatchUp.FIRE_ONCE);
    }

    /** A reminder of a first time and of each period after it, which is 1 second or more. */
    public static Reminder every(String name, Instant first, Duration period, Object payload) {
        return new Reminder(name, new Schedule.Every(first, period), payload, CatchUp.FIRE_ONCE);
    }

    /** A reminder of times by the calendar. */
    public static Reminder on(String name, CalendarSchedule schedule, Object payload) {
        return new Reminder(name, schedule, payload, CatchUp.FIRE_ONCE);
    }

    /** The same with another policy for missed times. */
    public Reminder withCatchUp(CatchUp policy) {
        return new Reminder(name, schedule, payload, policy);
    }
}
