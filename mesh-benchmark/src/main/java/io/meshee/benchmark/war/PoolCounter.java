package io.meshee.benchmark.war;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;

/** As {@link Counter}, but each message is handled on Mesh's own pool. */
@Capability(Counter.CAPABILITY)
public class PoolCounter {

    private int value;

    /** Adds a bare number. */
    @Handle(execution = Execution.POOL)
    public int add(Integer by) {
        value += by;
        return value;
    }
}
