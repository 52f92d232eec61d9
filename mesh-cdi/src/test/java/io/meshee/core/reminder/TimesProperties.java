package io.meshee.core.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.CalendarSchedule;
import io.meshee.api.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class TimesProperties {

    private static final long YEAR_2030 = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Looked for minute by minute, which takes no account of how the real search goes. */
    @Property(tries = 300)
    void the_first_minute_found_is_the_first_that_matches(
            @ForAll("fields") String minutes,
            @ForAll("hours") String hours,
            @ForAll("zones") String zone,
            @ForAll @LongRange(min = 0, max = 365 * 24 * 60) long start) {
        CalendarSchedule schedule =
                CalendarSchedule.in(ZoneId.of(zone)).minute(minutes).hour(hours);
        Instant from = Instant.ofEpochMilli(YEAR_2030).plus(Duration.ofMinutes(start));

        assertThat(new CalendarTimes(schedule).first(from)).isEqualTo(Optional.of(slowly(schedule, from)));
    }

    @Property
    void times_are_strictly_ascending(
            @ForAll("fields") String seconds,
            @ForAll("fields") String minutes,
            @ForAll("hours") String hours,
            @ForAll("zones") String zone,
            @ForAll @LongRange(min = 0, max = 365) long day) {
        Times times = new CalendarTimes(CalendarSchedule.in(ZoneId.of(zone))
                .second(seconds)
                .minute(minutes)
                .hour(hours));
        Instant time = Instant.ofEpochMilli(YEAR_2030 + day * DAY);
        for (int i = 0; i < 50; i++) {
            Instant next = times.after(time).orElseThrow();
            assertThat(next).isAfter(time);
            assertThat(times.first(next)).contains(next);
            time = next;
        }
    }

    @Property
    void a_beat_is_its_first_time_or_whole_periods_after_it(
            @ForAll @LongRange(min = 0, max = 1000 * 86_400_000L) long first,
            @ForAll @LongRange(min = 1000, max = 10 * 86_400_000L) long period,
            @ForAll @LongRange(min = 0, max = 2000 * 86_400_000L) long from) {
        Times times = Times.of(new Schedule.Every(Instant.ofEpochMilli(first), Duration.ofMillis(period)));

        long found = times.first(Instant.ofEpochMilli(from)).orElseThrow().toEpochMilli();

        assertThat(found).isGreaterThanOrEqualTo(Math.max(first, from));
        assertThat((found - first) % period).isZero();
        assertThat(found == first || found - period < from).isTrue();
    }

    @Provide
    Arbitrary<String> fields() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 59);
        return Arbitraries.oneOf(
                Arbitraries.of("*", "0", "*/7", "5/20", "50-10"),
                number.map(String::valueOf),
                number.list()
                        .ofMinSize(1)
                        .ofMaxSize(4)
                        .map(all -> String.join(
                                ",", all.stream().map(String::valueOf).toList())));
    }

    @Provide
    Arbitrary<String> hours() {
        return Arbitraries.of("*", "*/2", "0", "2", "1-3", "3", "22-2", "23", "2,3,12");
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
    }

    private static Instant slowly(CalendarSchedule schedule, Instant from) {
        BitSet minutes = CalendarField.MINUTE.parse(schedule.minute());
        BitSet hours = CalendarField.HOUR.parse(schedule.hour());
        ZoneId zone = schedule.zone();
        for (Instant time = from; ; time = time.plus(Duration.ofMinutes(1))) {
            ZonedDateTime local = time.atZone(zone);
            boolean repeated = !local.withEarlierOffsetAtOverlap().equals(local) && hours.cardinality() < 24;
            if (minutes.get(local.getMinute()) && hours.get(local.getHour()) && !repeated
                    || isMovedFromGap(local, minutes, hours)) {
                return time;
            }
        }
    }

    /** Whether some time that the gap before it left out was moved to this one. */
    private static boolean isMovedFromGap(ZonedDateTime local, BitSet minutes, BitSet hours) {
        for (int length : new int[] {30, 60}) {
            var wanted = local.toLocalDateTime().minusMinutes(length);
            if (minutes.get(wanted.getMinute())
                    && hours.get(wanted.getHour())
                    && local.getZone().getRules().getValidOffsets(wanted).isEmpty()
                    && wanted.atZone(local.getZone()).equals(local)) {
                return true;
            }
        }
        return false;
    }
}
