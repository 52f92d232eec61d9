package io.meshee.api;

import java.time.ZoneId;

/**
 * Times by the calendar, in the words of Jakarta EE's {@code ScheduleExpression}. Each part is a value ({@code 5},
 * {@code Mon}), a list ({@code 1,15}), a range ({@code 8-17}, {@code Fri-Mon}), {@code *}, or, for seconds, minutes and hours,
 * an increment ({@code *}{@code /15}, {@code 10/20}). If both a day of the month and a day of the week are given, either will do.
 *
 * <p>A time that daylight saving leaves out is moved forward by what was left out; one that comes twice counts the first
 * time only, unless the hour is {@code *}.
 *
 * @param second 0 to 59
 * @param minute 0 to 59
 * @param hour 0 to 23
 * @param dayOfMonth 1 to 31, {@code Last}, -7 to -1 (days before the last), or {@code 1st} to {@code 5th} or {@code Last} with
 *     a day of the week: {@code 2nd Tue}
 * @param month 1 to 12, or {@code Jan} to {@code Dec}
 * @param dayOfWeek 0 to 7 (both are Sunday), or {@code Sun} to {@code Sat}
 * @param year four digits
 * @param zone whose calendar it is
 */
public record CalendarSchedule(
        String second,
        String minute,
        String hour,
        String dayOfMonth,
        String month,
        String dayOfWeek,
        String year,
        ZoneId zone)
        implements Schedule {

    /** Checks that every part is there; what they say is checked when the reminder is set. */
    public CalendarSchedule {
        Parts.requireText("second", second);
        Parts.requireText("minute", minute);
        Parts.requireText("hour", hour);
        Parts.requireText("dayOfMonth", dayOfMonth);
        Parts.requireText("month", month);
        Parts.requireText("dayOfWeek", dayOfWeek);
        Parts.requireText("year", year);
        Parts.requirePresent("zone", zone);
    }

    /** Every midnight in that zone. */
    public static CalendarSchedule in(ZoneId zone) {
        return new CalendarSchedule("0", "0", "0", "*", "*", "*", "*", zone);
    }

    /** The same with another second. */
    public CalendarSchedule second(String value) {
        return new CalendarSchedule(value, minute, hour, dayOfMonth, month, dayOfWeek, year, zone);
    }

    /** The same with another minute. */
    public CalendarSchedule minute(String value) {
        return new CalendarSchedule(second, value, hour, dayOfMonth, month, dayOfWeek, year, zone);
    }

    /** The same with another hour. */
    public CalendarSchedule hour(String value) {
        return new CalendarSchedule(second, minute, value, dayOfMonth, month, dayOfWeek, year, zone);
    }

    /** The same with another day of the month. */
    public CalendarSchedule dayOfMonth(String value) {
        return new CalendarSchedule(second, minute, hour, value, month, dayOfWeek, year, zone);
    }

    /** The same with another month. */
    public CalendarSchedule month(String value) {
        return new CalendarSchedule(second, minute, hour, dayOfMonth, value, dayOfWeek, year, zone);
    }

    /** The same with another day of the week. */
    public CalendarSchedule dayOfWeek(String value) {
        return new CalendarSchedule(second, minute, hour, dayOfMonth, month, value, year, zone);
    }

    /** The same with another year. */
    public CalendarSchedule year(String value) {
        return new CalendarSchedule(second, minute, hour, dayOfMonth, month, dayOfWeek, value, zone);
    }
}
