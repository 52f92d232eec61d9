package io.meshee.benchmark;

import io.meshee.benchmark.load.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is to do. Each comes as a system property of its name, with {@code bench.} before it.
 *
 * @param war what the nodes of Mesh deploy
 * @param server the folder {@code server-config}
 * @param out where results go
 * @param rounds how often each system has its turn; 1 or more, 9 by default, 3 with {@code -Dquick}
 * @param millis how long each measurement counts, of rows that stay in a JVM half of it; 1000 by default, 200 with {@code -Dquick}
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
                Path.of(Options.text("war")).toAbsolutePath(),
                Path.of(Options.text("server")).toAbsolutePath().normalize(),
                Path.of(Options.text("out")).toAbsolutePath(),
                Options.count("rounds"),
                Options.count("millis"),
                names("rows", Row.class),
                names("systems", Contender.class),
                Options.flag("jmh"),
                Options.flag("million"));
    }

    /** How long a measurement counts. What stays in its JVM swings little, and is far from its goals. */
    int millis(Row row) {
        return row.isRemote() || row == Row.ACTIVATE ? millis : millis / 2;
    }

    /** How long a measurement runs before it counts. */
    int warmMillis(Row row) {
        return millis(row) / 4;
    }

    /**
     * How often each measurement is made before the rounds that count. On the way between JVMs there is so much code that the compiler
     * still takes a tenth of the processors after a quarter of a minute.
     */
    int warmUps(Row row) {
        return row.isRemote() ? Math.max(1, rounds / 3) : 1;
    }

    private static <E extends Enum<E>> Set<E> names(String name, Class<E> type) {
        List<String> given = Options.list(name);
        return given.isEmpty()
                ? Set.of(type.getEnumConstants())
                : given.stream().map(each -> Enum.valueOf(type, each)).collect(Collectors.toUnmodifiableSet());
    }
}
