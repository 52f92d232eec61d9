package io.meshee.sample.counter;

import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import io.meshee.api.State;

/** Counts, and has each count saved before it is acknowledged. */
@Durable
@Capability("durable-counter")
@ProcessType(name = "durable-counter", capability = "durable-counter")
public class DurableCounterProcess {

    @State
    private long value;

    /** Adds, and gives the new value. */
    @Handle
    public long increment(Increment increment) {
        value += increment.by();
        return value;
    }

    /** The value, unchanged. */
    @Handle
    public long value() {
        return value;
    }
}
