package io.meshee.core.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.CalendarSchedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTimesTest {

    /** second|minute|hour|dayOfMonth|month|dayOfWeek|year, a time, and the first ones after it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0|0|0|*|*|*|*;            2030-05-17T10:15:30Z; 2030-05-18T00:00:00Z 2030-05-19T00:00:00Z",
                "0|0|0|*|*|*|*;            2030-05-17T23:59:59.999Z; 2030-05-18T00:00:00Z",
                "0|0|0|*|*|*|*;            2030-05-18T00:00:00Z; 2030-05-19T00:00:00Z",
                "*|*|*|*|*|*|*;            2030-12-31T23:59:58.5Z; 2030-12-31T23:59:59Z 2031-01-01T00:00:00Z",
                "*/20|*|*|*|*|*|*;         2030-01-01T00:00:00Z; 2030-01-01T00:00:20Z 2030-01-01T00:00:40Z 2030-01-01T00:01:00Z",
                "10/25|0|0|*|*|*|*;        2030-01-01T00:00:00Z; 2030-01-01T00:00:10Z 2030-01-01T00:00:35Z 2030-01-02T00:00:10Z",
                "30|15,45|8-9|*|*|*|*;     2030-01-01T08:50:00Z; 2030-01-01T09:15:30Z 2030-01-01T09:45:30Z 2030-01-02T08:15:30Z",
                "0|0|22-2|*|*|*|*;         2030-01-01T01:30:00Z; 2030-01-01T02:00:00Z 2030-01-01T22:00:00Z",
                "0|0|12|*|*|Mon-Fri|*;     2030-01-04T12:00:00Z; 2030-01-07T12:00:00Z 2030-01-08T12:00:00Z",
                "0|0|12|*|*|Fri-Mon|*;     2030-01-04T12:00:00Z; 2030-01-05T12:00:00Z 2030-01-06T12:00:00Z 2030-01-07T12:00:00Z 2030-01-11T12:00:00Z",
                "0|0|12|*|*|0|*;           2030-01-01T00:00:00Z; 2030-01-06T12:00:00Z",
                "0|0|12|*|*|7|*;           2030-01-01T00:00:00Z; 2030-01-06T12:00:00Z",
                "0|0|12|*|*|sun|*;         2030-01-01T00:00:00Z; 2030-01-06T12:00:00Z",
                "0|0|0|31|*|*|*;           2030-01-31T00:00:00Z; 2030-03-31T00:00:00Z 2030-05-31T00:00:00Z",
                "0|0|0|Last|*|*|*;         2030-01-31T00:00:00Z; 2030-02-28T00:00:00Z 2030-03-31T00:00:00Z",
                "0|0|0|Last|Feb|*|2032;    2030-01-31T00:00:00Z; 2032-02-29T00:00:00Z",
                "0|0|0|-1|*|*|*;           2030-01-31T00:00:00Z; 2030-02-27T00:00:00Z",
                "0|0|0|-7|*|*|*;           2030-01-31T00:00:00Z; 2030-02-21T00:00:00Z",
                "0|0|0|2nd Tue|*|*|*;      2030-01-01T00:00:00Z; 2030-01-08T00:00:00Z 2030-02-12T00:00:00Z",
                "0|0|0|Last Fri|*|*|*;     2030-01-01T00:00:00Z; 2030-01-25T00:00:00Z 2030-02-22T00:00:00Z",
                "0|0|0|5th Thu|*|*|*;      2030-01-01T00:00:00Z; 2030-01-31T00:00:00Z 2030-05-30T00:00:00Z",
                "0|0|0|1,Last|*|*|*;       2030-01-01T00:00:00Z; 2030-01-31T00:00:00Z 2030-02-01T00:00:00Z",
                "0|0|0|13|*|Fri|*;         2030-01-09T00:00:00Z; 2030-01-11T00:00:00Z 2030-01-13T00:00:00Z 2030-01-18T00:00:00Z",
                "0|0|0|29|Feb|*|*;         2096-03-01T00:00:00Z; 2104-02-29T00:00:00Z",
                "0|0|0|1|Jan,Jul|*|*;      2030-01-01T00:00:00Z; 2030-07-01T00:00:00Z 2031-01-01T00:00:00Z",
                "0|0|0|1|1|*|2030-2031;    2029-01-01T00:00:00Z; 2030-01-01T00:00:00Z 2031-01-01T00:00:00Z never",
                "0|0|0|30|Feb|*|*;         2030-01-01T00:00:00Z; never",
                "0|0|0|*|*|*|2020;         2030-01-01T00:00:00Z; never",
                "0|0 , 30|8 - 9|*|*|*|*; 2030-01-01T08:15:00Z; 2030-01-01T08:30:00Z",
            })
    void times_follow_the_expression(String expression, String after, String expected) {
        List<String> wanted = List.of(expected.split(" +"));

        assertThat(after(schedule(expression, ZoneOffset.UTC), after, wanted.size()))
                .isEqualTo(wanted);
    }

    /** In Berlin 02:00 becomes 03:00 on 2030-03-31 at 01:00Z, and 03:00 becomes 02:00 on 2030-10-27 at 01:00Z. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // a time in the gap is moved by the gap's length
                "0|30|2|*|*|*|*;   2030-03-30T12:00:00Z; 2030-03-31T01:30:00Z 2030-04-01T00:30:00Z",
                "0|30|2,3|*|*|*|*; 2030-03-30T12:00:00Z; 2030-03-31T01:30:00Z 2030-04-01T00:30:00Z",
                "0|0|3|*|*|*|*;    2030-03-30T12:00:00Z; 2030-03-31T01:00:00Z",
                "0|45|2|31|3|*|*;  2030-03-31T00:59:59Z; 2030-03-31T01:45:00Z",
                "0|45|2|31|3|*|*;  2030-03-31T01:10:00Z; 2030-03-31T01:45:00Z",
                "0|45|2|31|3|*|*;  2030-03-31T01:45:00Z; 2031-03-31T00:45:00Z",
                // what runs every hour or more often keeps its beat through the gap
                "0|*/30|*|*|*|*|*; 2030-03-31T00:15:00Z; 2030-03-31T00:30:00Z 2030-03-31T01:00:00Z 2030-03-31T01:30:00Z 2030-03-31T02:00:00Z",
                // a time that comes twice counts the first time
                "0|30|2|*|*|*|*;   2030-10-26T12:00:00Z; 2030-10-27T00:30:00Z 2030-10-28T01:30:00Z",
                "0|30|2|*|*|*|*;   2030-10-27T01:10:00Z; 2030-10-28T01:30:00Z",
                "0|0|2-3|*|*|*|*;  2030-10-26T12:00:00Z; 2030-10-27T00:00:00Z 2030-10-27T02:00:00Z",
                // what runs every hour or more often runs in both
                "0|*/30|*|*|*|*|*; 2030-10-27T00:15:00Z; 2030-10-27T00:30:00Z 2030-10-27T01:00:00Z 2030-10-27T01:30:00Z 2030-10-27T02:00:00Z",
                // midnight, far from any change
                "0|0|0|*|*|*|*;    2030-03-30T12:00:00Z; 2030-03-30T23:00:00Z 2030-03-31T22:00:00Z",
            })
    void daylight_saving_neither_loses_nor_doubles_a_time(String expression, String after, String expected) {
        List<String> wanted = List.of(expected.split(" +"));

        assertThat(after(schedule(expression, ZoneId.of("Europe/Berlin")), after, wanted.size()))
                .isEqualTo(wanted);
    }

    @Test
    void a_gap_of_a_whole_day_moves_a_time_to_the_next() {
        // Samoa left out 2011-12-30
        assertThat(after(schedule("0|0|12|30|12|*|*", ZoneId.of("Pacific/Apia")), "2011-12-29T00:00:00Z", 1))
                .containsExactly("2011-12-30T22:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "60|0|0|*|*|*|*;      second",
                "0|-1|0|*|*|*|*;      minute",
                "0|0|24|*|*|*|*;      hour",
                "0|0|0|0|*|*|*;       day_of_month",
                "0|0|0|32|*|*|*;      day_of_month",
                "0|0|0|-8|*|*|*;      day_of_month",
                "0|0|0|6th Mon|*|*|*; day_of_month",
                "0|0|0|1st Day|*|*|*; day_of_month",
                "0|0|0|*|13|*|*;      month",
                "0|0|0|*|Foo|*|*;     month",
                "0|0|0|*|*|8|*;       day_of_week",
                "0|0|0|*|*|Mo|*;      day_of_week",
                "0|0|0|*|*|*|99;      year",
                "0|0|0|*|*|*|99999;   year",
                "1,,2|0|0|*|*|*|*;    second",
                "*/0|0|0|*|*|*|*;     second",
                "*/x|0|0|*|*|*|*;     second",
                "1-|0|0|*|*|*|*;      second",
                "0|0|0|*/2|*|*|*;     day_of_month",
            })
    void what_is_wrong_is_named(String expression, String part) {
        assertThatThrownBy(() -> new CalendarTimes(schedule(expression, ZoneOffset.UTC)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(part + " \"");
    }

    private static CalendarSchedule schedule(String expression, ZoneId zone) {
        String[] parts = expression.split("\\|");
        return new CalendarSchedule(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], zone);
    }

    private static List<String> after(CalendarSchedule schedule, String time, int count) {
        Times times = new CalendarTimes(schedule);
        List<String> found = new ArrayList<>();
        Optional<Instant> next = Optional.of(Instant.parse(time));
        for (int i = 0; i < count && next.isPresent(); i++) {
            next = times.after(next.get());
            found.add(next.map(Instant::toString).orElse("never"));
        }
        return found;
    }
}
