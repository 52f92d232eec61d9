package io.meshee.core.reminder;

import io.meshee.api.CalendarSchedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Optional;

/**
 * The times of a calendar expression.
 *
 * <p>Between two changes of its zone's offset, local time runs like any other; so each such stretch is looked through by
 * itself. A time within a gap is reckoned by the offset before it, which moves it forward. The second run of an hour that
 * comes twice counts only if the expression has every hour.
 */
final class CalendarTimes implements Times {

    private final BitSet seconds;
    private final BitSet minutes;
    private final BitSet hours;
    private final boolean everyHour;
    private final CalendarDays days;
    private final ZoneRules rules;

    /**
     * Reads the expression.
     *
     * @throws IllegalArgumentException with the part, what it says, and the rule, if one is wrong
     */
    CalendarTimes(CalendarSchedule schedule) {
        seconds = CalendarField.SECOND.parse(schedule.second());
        minutes = CalendarField.MINUTE.parse(schedule.minute());
        hours = CalendarField.HOUR.parse(schedule.hour());
        everyHour = hours.cardinality() == 24;
        days = new CalendarDays(schedule);
        rules = schedule.zone().getRules();
    }

    @Override
    public Optional<Instant> first(Instant from) {
        Instant begin = from.truncatedTo(ChronoUnit.SECONDS);
        if (begin.isBefore(from)) {
            begin = begin.plusSeconds(1);
        }
        LocalDateTime local = LocalDateTime.ofInstant(begin, rules.getOffset(begin));
        ZoneOffsetTransition last = rules.previousTransition(begin.plusNanos(1));
        if (last != null && last.isOverlap()) {
            return search(begin, later(local, afterRepeat(last)));
        } else if (last != null) {
            return earlier(movedFromGap(last, begin), search(begin, local));
        }
        return search(begin, local);
    }

    /** The first time that the gap left out and that is moved to the given time or a later one. */
    private Optional<Instant> movedFromGap(ZoneOffsetTransition gap, Instant from) {
        LocalDateTime unmoved = LocalDateTime.ofInstant(from, gap.getOffsetBefore());
        if (!unmoved.isBefore(gap.getDateTimeAfter())) {
            return Optional.empty();
        }
        return firstLocal(unmoved)
                .filter(found -> found.isBefore(gap.getDateTimeAfter()))
                .map(found -> found.toInstant(gap.getOffsetBefore()));
    }

    private Optional<Instant> search(Instant from, LocalDateTime fromLocal) {
        Instant begin = from;
        LocalDateTime local = fromLocal;
        while (true) {
            Optional<LocalDateTime> found = firstLocal(local);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ZoneOffset offset = rules.getOffset(begin);
            Instant candidate = found.get().toInstant(offset);
            ZoneOffsetTransition change = rules.nextTransition(begin);
            if (change == null || candidate.isBefore(change.getInstant())) {
                return Optional.of(candidate);
            }
            if (change.isGap()) {
                Optional<Instant> moved = movedFromGap(change, change.getInstant());
                if (moved.isPresent()) {
                    return earlier(
                            moved,
                            firstLocal(change.getDateTimeAfter()).map(next -> next.toInstant(change.getOffsetAfter())));
                }
            }
            begin = change.getInstant();
            local = change.isGap() ? change.getDateTimeAfter() : afterRepeat(change);
        }
    }

    /** Where to look on after an hour that comes twice: in its second run, or behind it. */
    private LocalDateTime afterRepeat(ZoneOffsetTransition overlap) {
        return everyHour ? overlap.getDateTimeAfter() : overlap.getDateTimeBefore();
    }

    private Optional<LocalDateTime> firstLocal(LocalDateTime from) {
        Optional<LocalDate> day = days.first(from.toLocalDate());
        if (day.isPresent() && day.get().equals(from.toLocalDate())) {
            Optional<LocalTime> time = firstTime(from.toLocalTime());
            if (time.isPresent()) {
                return time.map(day.get()::atTime);
            }
            day = days.first(day.get().plusDays(1));
        }
        return day.flatMap(found -> firstTime(LocalTime.MIN).map(found::atTime));
    }

    private Optional<LocalTime> firstTime(LocalTime from) {
        for (int hour = hours.nextSetBit(from.getHour()); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            boolean sameHour = hour == from.getHour();
            int minute = minutes.nextSetBit(sameHour ? from.getMinute() : 0);
            if (minute >= 0 && sameHour && minute == from.getMinute() && seconds.nextSetBit(from.getSecond()) < 0) {
                minute = minutes.nextSetBit(minute + 1);
            }
            if (minute >= 0) {
                boolean sameMinute = sameHour && minute == from.getMinute();
                return Optional.of(LocalTime.of(hour, minute, seconds.nextSetBit(sameMinute ? from.getSecond() : 0)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }
}
