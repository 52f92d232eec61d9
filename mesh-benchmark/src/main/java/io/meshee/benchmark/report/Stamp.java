package io.meshee.benchmark.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a report was made. */
public final class Stamp {

    private Stamp() {}

    /** To the minute, in UTC. */
    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
