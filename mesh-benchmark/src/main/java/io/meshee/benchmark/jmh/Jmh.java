package io.meshee.benchmark.jmh;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How this module has JMH measure: a JVM for each benchmark, and what it allocates told too. */
public final class Jmh {

    /** So many times nothing counts. */
    public static final int WARM_UPS = 4;

    /** So many times it does. */
    public static final int MEASUREMENTS = 5;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Jmh() {}

    /**
     * Options to begin with.
     *
     * @param benchmarks a regular expression of their names
     * @param millis of each warm-up and each measurement
     */
    public static ChainedOptionsBuilder options(String benchmarks, int millis) {
        return new OptionsBuilder()
                .include(benchmarks)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(MEASUREMENTS)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class);
    }

    /** Bytes that one of what was measured allocates; 0 where nobody counted. */
    public static double allocated(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return allocated == null ? 0 : allocated.getScore();
    }
}
