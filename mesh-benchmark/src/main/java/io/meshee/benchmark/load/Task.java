package io.meshee.benchmark.load;

import java.util.Map;
import java.util.StringJoiner;

/**
 * One measurement: a row under a load.
 *
 * @param warmMillis how long it runs before it counts; 0 to count at once
 * @param millis how long it counts
 * @param mostCalls where it ends early, so that first calls do not fill the heap
 */
public record Task(Row row, Load load, int warmMillis, int millis, int mostCalls) {

    private static final int MOST_ACTIVATIONS = 100_000;

    /** A measurement of the usual kind. First calls cannot be repeated, and so are neither warmed up nor endless. */
    public static Task of(Row row, Load load, int warmMillis, int millis) {
        return row == Row.ACTIVATE
                ? new Task(row, load, 0, millis, MOST_ACTIVATIONS)
                : new Task(row, load, warmMillis, millis, Integer.MAX_VALUE);
    }

    /** As a query string. */
    public String toQuery() {
        return new StringJoiner("&")
                .add("row=" + row)
                .add("width=" + load.width())
                .add("waiting=" + load.waiting())
                .add("warm=" + warmMillis)
                .add("millis=" + millis)
                .add("most=" + mostCalls)
                .toString();
    }

    /** What {@link #toQuery} wrote. */
    public static Task of(Map<String, String> query) {
        return new Task(
                Row.valueOf(query.get("row")),
                new Load(number(query, "width"), Boolean.parseBoolean(query.get("waiting"))),
                number(query, "warm"),
                number(query, "millis"),
                number(query, "most"));
    }

    private static int number(Map<String, String> query, String name) {
        return Integer.parseInt(query.get(name));
    }
}
