package io.meshee.benchmark;

import io.meshee.benchmark.load.Load;
import io.meshee.benchmark.load.Row;

/** A row of a system under a load, whose JVMs are to be looked into. */
record ProfileTarget(Contender contender, Row row, Load load) {

    private static final String PIPELINED = "pipelined";

    /** Reads {@code REMOTE:64}, {@code REMOTE:pipelined256} or {@code MESH_GRID/REMOTE:1}. */
    static ProfileTarget of(String text) {
        int slash = text.indexOf('/');
        int colon = text.indexOf(':');
        if (colon <= slash) {
            throw new IllegalArgumentException("-Dbench.profile wants [SYSTEM/]ROW:CALLERS, not '" + text + "'");
        }
        String width = text.substring(colon + 1);
        return new ProfileTarget(
                slash < 0 ? Contender.MESH : Contender.valueOf(text.substring(0, slash)),
                Row.valueOf(text.substring(slash + 1, colon)),
                width.startsWith(PIPELINED)
                        ? Load.pipelined(Integer.parseInt(width.substring(PIPELINED.length())))
                        : Load.callers(Integer.parseInt(width)));
    }

    /** As people read it. */
    String title() {
        return contender.title() + ": " + row.title() + ", " + load.title();
    }

    /** For names of files. */
    String name() {
        return contender + "-" + row + "-" + (load.waiting() ? "" : PIPELINED) + load.width();
    }
}
