package io.meshee.benchmark.war;

import io.meshee.api.Capability;
import io.meshee.api.Handle;

/** Counts: one int, no state that outlives it, and the default execution. */
@Capability(Counter.CAPABILITY)
public class Counter {

    /** What all processes here go by. */
    static final String CAPABILITY = "bench";

    private int value;

    /** Adds a bare number. */
    @Handle
    public int add(Integer by) {
        value += by;
        return value;
    }

    /** Adds what a record says. */
    @Handle
    public int add(Add add) {
        value += add.by();
        return value;
    }
}
