package io.meshee.benchmark.load;

/**
 * How many calls are under way at a time, and who waits for them.
 *
 * @param width 1 or more
 * @param waiting whether each has a thread that waits for it: a closed loop
 */
public record Load(int width, boolean waiting) {

    /** So many threads, each with one call at a time. */
    public static Load callers(int count) {
        return new Load(count, true);
    }

    /** One thread that keeps so many calls under way and waits for none. */
    public static Load pipelined(int width) {
        return new Load(width, false);
    }

    /** As people read it. */
    public String title() {
        return waiting ? width + (width == 1 ? " caller" : " callers") : "pipelined " + width;
    }
}
