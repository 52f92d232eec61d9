package io.meshee.benchmark.jmh;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;

/** A process for the parts. */
@Capability("parts")
class Count {

    private int value;

    @Handle
    int add(Integer by) {
        value += by;
        return value;
    }

    @Handle(execution = Execution.CALLER)
    int addHere(Short by) {
        value += by;
        return value;
    }

    @Handle(execution = Execution.POOL)
    int addOnPool(Long by) {
        value += by.intValue();
        return value;
    }
}
