package io.meshee.benchmark;

import io.meshee.benchmark.load.Row;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is to do. Each comes as a system property of its name, with {@code bench.} before it.
 *
 * @param war what the nodes of Mesh deploy
 * @param server the folder {@code server-config}
 * @param out where results go
 * @param rounds how often each system has its turn; 1 or more, 9 by default, 3 with {@code -Dquick}
 * @param millis how long each measurement counts; 1000 by default, 200 with {@code -Dquick}
 * @param rows those to measure; all if empty
 * @param systems those to measure, by the names of {@link Contender}; all if empty
 * @param jmh whether to measure the parts of the local path first
 * @param million whether to fill a node with a million processes at the end
 */
record Settings(
        Path war,
        Path server,
        Path out,
        int rounds,
        int millis,
        Set<Row> rows,
        Set<Contender> systems,
        boolean jmh,
        boolean million) {

    static Settings ofSystemProperties() {
        return new Settings(
                Path.of(text("war")).toAbsolutePath(),
                Path.of(text("server")).toAbsolutePath().normalize(),
                Path.of(text("out")).toAbsolutePath(),
                Integer.parseInt(text("rounds")),
                Integer.parseInt(text("millis")),
                names("rows", Row.class),
                names("systems", Contender.class),
                Boolean.parseBoolean(text("jmh")),
                Boolean.parseBoolean(text("million")));
    }

    int warmMillis() {
        return millis / 4;
    }

    private static <E extends Enum<E>> Set<E> names(String name, Class<E> type) {
        String text = text(name);
        String all = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(","));
        return Arrays.stream((text.isBlank() ? all : text).split(","))
                .map(each -> Enum.valueOf(type, each.strip()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(String name) {
        String value = System.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException("-Dbench." + name + " is missing");
        }
        return value;
    }
}
