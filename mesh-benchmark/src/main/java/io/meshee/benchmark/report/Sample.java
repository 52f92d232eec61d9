package io.meshee.benchmark.report;

/**
 * One measurement of one system in one round.
 *
 * @param system as people read it
 * @param rate calls a second
 * @param p50 of the latency, in nanoseconds
 * @param p99 of the latency, in nanoseconds
 */
public record Sample(int round, String system, Case of, double rate, double p50, double p99) {

    /** A row under a load, both as people read them. */
    public record Case(String row, String load) {}

    /** What of a sample is compared. */
    public enum Quantity {
        /** Calls a second. */
        RATE,
        /** Half of the calls take less. */
        P50,
        /** All but one in a hundred take less. */
        P99
    }

    double get(Quantity quantity) {
        return switch (quantity) {
            case RATE -> rate;
            case P50 -> p50;
            case P99 -> p99;
        };
    }
}
