package io.meshee.benchmark.war;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.State;
import jakarta.inject.Inject;

/** As {@link Counter}, but what it counts outlives it: it is saved when the process is passivated. */
@Capability(Counter.CAPABILITY)
public class Lasting {

    @Inject
    Turnover turnover;

    @State
    private long value;

    /** One more. */
    @Activate
    void activate() {
        turnover.activated();
    }

    /** Adds a number. */
    @Handle
    public long add(Integer by) {
        value += by;
        return value;
    }

    /** What was added until now. */
    @Handle
    public long value() {
        return value;
    }

    /** One less. */
    @Passivate
    void passivate() {
        turnover.passivated();
    }
}
