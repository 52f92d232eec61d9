package io.meshee.benchmark.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux tells of a process.
 *
 * @param age since it was started, in seconds, to the hundredth
 * @param processor its processor time, in seconds, to the hundredth
 * @param resident its memory that is in the machine's, in bytes
 */
public record ProcessFigures(double age, double processor, long resident) {

    /** Linux counts so many ticks a second in what it tells. */
    private static final double TICKS = 100;

    private static final int AFTER_NAME_USER_TIME = 11;
    private static final int AFTER_NAME_SYSTEM_TIME = 12;
    private static final int AFTER_NAME_START = 19;
    private static final String RESIDENT = "VmRSS:";

    /** Reads them, of now. */
    public static ProcessFigures of(long pid) throws IOException {
        Path process = Path.of("/proc", "" + pid);
        return parse(
                Files.readString(Path.of("/proc/uptime")),
                Files.readString(process.resolve("stat")),
                Files.readAllLines(process.resolve("status")));
    }

    /** The name of a process may have spaces and brackets in it. */
    static ProcessFigures parse(String uptime, String stat, List<String> status) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double now = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        long kibibytes = status.stream()
                .filter(line -> line.startsWith(RESIDENT))
                .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + RESIDENT + " in " + status));
        return new ProcessFigures(
                now - Long.parseLong(fields[AFTER_NAME_START]) / TICKS,
                (Long.parseLong(fields[AFTER_NAME_USER_TIME]) + Long.parseLong(fields[AFTER_NAME_SYSTEM_TIME])) / TICKS,
                kibibytes * 1024);
    }
}
