package io.meshee.core.reminder;

import io.meshee.api.CalendarSchedule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days of a calendar expression. */
final class CalendarDays {

    private static final Pattern ORDINAL = Pattern.compile("(1st|2nd|3rd|4th|5th|last)\\s+([a-z]{3})");
    private static final Pattern BEFORE_LAST = Pattern.compile("-([1-7])");
    private static final List<String> ORDINALS = List.of("1st", "2nd", "3rd", "4th", "5th");
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** How far ahead a day is looked for; the calendar repeats its leap days and weekdays well within it. */
    private static final int HORIZON_YEARS = 100;

    private final BitSet years;
    private final BitSet months;
    private final Predicate<LocalDate> days;

    CalendarDays(CalendarSchedule schedule) {
        years = CalendarField.YEAR.parse(schedule.year());
        months = CalendarField.MONTH.parse(schedule.month());
        Predicate<LocalDate> ofMonth = ofMonth(schedule.dayOfMonth());
        Predicate<LocalDate> ofWeek = ofWeek(schedule.dayOfWeek());
        boolean anyOfMonth = CalendarField.isWildcard(schedule.dayOfMonth());
        boolean anyOfWeek = CalendarField.isWildcard(schedule.dayOfWeek());
        days = anyOfMonth ? ofWeek : anyOfWeek ? ofMonth : ofMonth.or(ofWeek);
    }

    /** The first of them that is not before the given day. */
    Optional<LocalDate> first(LocalDate from) {
        int last = Math.min(from.getYear() + HORIZON_YEARS, 9999);
        LocalDate day = from;
        while (day.getYear() <= last) {
            int year = years.nextSetBit(day.getYear());
            if (year < 0) {
                return Optional.empty();
            } else if (year != day.getYear()) {
                last = Math.min(year + HORIZON_YEARS, 9999);
                day = LocalDate.of(year, 1, 1);
            } else if (!months.get(day.getMonthValue())) {
                day = day.with(TemporalAdjusters.firstDayOfNextMonth());
            } else if (days.test(day)) {
                return Optional.of(day);
            } else {
                day = day.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private static Predicate<LocalDate> ofWeek(String text) {
        BitSet values = CalendarField.DAY_OF_WEEK.parse(text);
        return day -> {
            int number = day.getDayOfWeek().getValue();
            return values.get(number) || number == 7 && values.get(0);
        };
    }

    private static Predicate<LocalDate> ofMonth(String text) {
        List<String> plain = new ArrayList<>();
        Predicate<LocalDate> special = day -> false;
        for (String item : text.split(",", -1)) {
            Optional<Predicate<LocalDate>> found = special(item.trim().toLowerCase(Locale.ROOT), text);
            if (found.isPresent()) {
                special = special.or(found.get());
            } else {
                plain.add(item);
            }
        }
        if (plain.isEmpty()) {
            return special;
        }
        BitSet values = CalendarField.DAY_OF_MONTH.parse(String.join(",", plain));
        return special.or(day -> values.get(day.getDayOfMonth()));
    }

    private static Optional<Predicate<LocalDate>> special(String item, String text) {
        Matcher beforeLast = BEFORE_LAST.matcher(item);
        Matcher ordinal = ORDINAL.matcher(item);
        if (item.equals("last")) {
            return Optional.of(day -> day.getDayOfMonth() == day.lengthOfMonth());
        } else if (beforeLast.matches()) {
            int before = Integer.parseInt(beforeLast.group(1));
            return Optional.of(day -> day.getDayOfMonth() == day.lengthOfMonth() - before);
        } else if (ordinal.matches()) {
            int weekday = WEEKDAYS.indexOf(ordinal.group(2)) + 1;
            if (weekday == 0) {
                throw CalendarField.DAY_OF_MONTH.wrong(text, "its day of the week is none of " + WEEKDAYS);
            }
            int week = ORDINALS.indexOf(ordinal.group(1));
            return Optional.of(day -> day.getDayOfWeek() == DayOfWeek.of(weekday)
                    && (week < 0
                            ? day.getDayOfMonth() > day.lengthOfMonth() - 7
                            : (day.getDayOfMonth() - 1) / 7 == week));
        }
        return Optional.empty();
    }
}
