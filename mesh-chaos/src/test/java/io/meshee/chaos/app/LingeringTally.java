package io.meshee.chaos.app;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessType;
import io.meshee.api.RestoreState;
import io.meshee.api.SaveState;
import io.meshee.sample.counter.Increment;
import java.io.Serializable;

/**
 * A durable counter. Some of them, when their node is told so, stay in their save between the last look at the lease and the
 * store: all that then stands between a process that has been given up and the state of its successor is the store's fence.
 */
@Durable
@Capability("lingering-tally")
@ProcessType(name = "lingering-tally", capability = "lingering-tally")
public class LingeringTally {

    /** One in so many lingers. */
    private static final int SHARE = 10;

    private ProcessContext self;
    private long value;
    private boolean hasCounted;

    /** What is stored. */
    record Count(long value) implements Serializable {}

    @Activate
    void activate(ProcessContext context) {
        self = context;
        Evidence.activated(self);
    }

    /** Adds, and gives the new value. */
    @Handle
    public long increment(Increment increment) {
        hasCounted = true;
        value += increment.by();
        return value;
    }

    /** The value, unchanged. */
    @Handle
    public long value() {
        return value;
    }

    /** Lingers in the turn of a message only: one that merely ends is waited for, and not fenced. */
    @SaveState
    Count save() {
        if (hasCounted && Integer.parseInt(self.id()) % SHARE == 0) {
            Lingering.whileTold();
        }
        hasCounted = false;
        return new Count(value);
    }

    @RestoreState
    void restore(Count stored) {
        value = stored.value();
    }

    @Passivate
    void passivate(PassivationReason reason) {
        Evidence.passivated(self, reason);
    }
}
