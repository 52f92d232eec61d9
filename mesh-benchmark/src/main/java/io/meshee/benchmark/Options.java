package io.meshee.benchmark;

import java.util.Arrays;
import java.util.List;

/** What a run is told: system properties of a name with {@code bench.} before it. Defaults are in the {@code pom.xml}. */
final class Options {

    private Options() {}

    static String text(String name) {
        String value = System.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException("-Dbench." + name + " is missing");
        }
        return value;
    }

    /** What stands between commas; empty if nothing does. */
    static List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    static boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** A whole number from 1. */
    static int count(String name) {
        int value = Integer.parseInt(text(name));
        if (value < 1) {
            throw new IllegalArgumentException("-Dbench." + name + " wants 1 or more, not " + value);
        }
        return value;
    }
}
