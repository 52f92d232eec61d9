package io.meshee.sample.counter;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.ProcessType;
import io.meshee.api.State;

/** Counts. No lock and no atomic: a process handles one message at a time. Its value is saved when it is passivated. */
@Capability("counter")
@ProcessType(name = "counter", capability = "counter")
public class CounterProcess {

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
