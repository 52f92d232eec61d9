package io.meshee.benchmark.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a measurement gave.
 *
 * @param calls that ended while it counted
 * @param nanos how long it counted
 * @param latencies of those that were timed, in nanoseconds
 */
public record Measure(long calls, long nanos, Histogram latencies) {

    /** Calls a second. */
    public double rate() {
        return calls * 1e9 / nanos;
    }

    /** As a JSON object; the histogram is in HdrHistogram's own compressed form, in Base64. */
    public String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"calls\":%d,\"nanos\":%d,\"rate\":%.1f,\"p50\":%d,\"p90\":%d,\"p99\":%d,\"p999\":%d,\"max\":%d,"
                        + "\"histogram\":\"%s\"}",
                calls,
                nanos,
                rate(),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(90),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                latencies.getMaxValue(),
                encoded());
    }

    private String encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.copy().encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
