package io.meshee.core.handler;

/**
 * Whether a handler has shown itself fast enough for its caller's thread. Written without synchronization by whoever
 * ran it: a lost update only delays a decision by one run.
 */
public final class HandlerSpeed {

    private static final long FAST_NANOS = 50_000;
    /** A run that takes longer counts as slow. */
    public static final long SLOW_NANOS = 100_000;

    private static final int RUNS = 32;

    private int fastRuns;

    /** Whether its recent runs were all well under the limit. */
    public boolean isFast() {
        return fastRuns >= RUNS;
    }

    /** Notes a run. */
    public void record(long nanos) {
        if (nanos > SLOW_NANOS) {
            fastRuns = 0;
        } else if (fastRuns < RUNS && nanos < FAST_NANOS) {
            fastRuns++;
        }
    }
}
