package io.meshee.chaos.next;

import io.meshee.api.Activate;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.State;
import io.meshee.chaos.app.Evidence;
import io.meshee.sample.counter.Increment;

/**
 * A counter of the next version. It no longer is one of the sample's: another class has the value, and a further field says which
 * version saved it.
 */
public abstract class VersionedTally {

    private static final int OWN = 2;

    @State
    private long value;

    /** What is not stored keeps this: the version before had no such field. */
    @State
    private int version = 1;

    private ProcessContext self;

    @Activate
    void activate(ProcessContext context) {
        self = context;
        Evidence.activated(self);
        if (value > 0 && version < OWN) {
            Evidence.inherited(self);
        }
        version = OWN;
    }

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

    @Passivate
    void passivate(PassivationReason reason) {
        Evidence.passivated(self, reason);
    }
}
