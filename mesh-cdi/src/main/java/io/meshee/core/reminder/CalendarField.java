package io.meshee.core.reminder;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One part of a calendar expression: reads values, lists, ranges and increments into the set of numbers they stand for. */
enum CalendarField {
    SECOND(0, 59, true, List.of()),
    MINUTE(0, 59, true, List.of()),
    HOUR(0, 23, true, List.of()),
    DAY_OF_MONTH(1, 31, false, List.of()),
    MONTH(1, 12, false, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    DAY_OF_WEEK(0, 7, false, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")),
    YEAR(1970, 9999, false, List.of());

    private final int least;
    private final int greatest;
    private final boolean increments;
    private final List<String> names;

    CalendarField(int least, int greatest, boolean increments, List<String> names) {
        this.least = least;
        this.greatest = greatest;
        this.increments = increments;
        this.names = names;
    }

    /** The numbers that the text stands for. */
    BitSet parse(String text) {
        BitSet values = new BitSet();
        for (String item : text.split(",", -1)) {
            add(values, item.trim().toLowerCase(Locale.ROOT), text);
        }
        return values;
    }

    static boolean isWildcard(String text) {
        return text.trim().equals("*");
    }

    private void add(BitSet values, String item, String text) {
        int slash = item.indexOf('/');
        int dash = item.indexOf('-');
        if (item.equals("*")) {
            values.set(least, greatest + 1);
        } else if (slash >= 0 && increments) {
            String start = item.substring(0, slash).trim();
            int step = number(item.substring(slash + 1).trim(), text);
            if (step < 1) {
                throw wrong(text, "an increment must be more than 0");
            }
            for (int value = start.equals("*") ? least : value(start, text); value <= greatest; value += step) {
                values.set(value);
            }
        } else if (dash > 0) {
            addRange(
                    values,
                    value(item.substring(0, dash).trim(), text),
                    value(item.substring(dash + 1).trim(), text));
        } else {
            values.set(value(item, text));
        }
    }

    /** A range whose end lies before its begin goes round. */
    private void addRange(BitSet values, int from, int to) {
        if (from <= to) {
            values.set(from, to + 1);
        } else {
            values.set(from, greatest + 1);
            values.set(least, to + 1);
        }
    }

    private int value(String item, String text) {
        int name = names.indexOf(item);
        int value = name >= 0 ? name + least : number(item, text);
        if (value < least || value > greatest) {
            throw wrong(text, "must be from " + least + " to " + greatest);
        }
        return value;
    }

    private int number(String digits, String text) {
        if (digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(text, names.isEmpty() ? "is no number" : "is neither a number nor one of " + names);
        }
        return Integer.parseInt(digits);
    }

    IllegalArgumentException wrong(String text, String rule) {
        return new IllegalArgumentException(name().toLowerCase(Locale.ROOT) + " \"" + text + "\": " + rule);
    }
}
