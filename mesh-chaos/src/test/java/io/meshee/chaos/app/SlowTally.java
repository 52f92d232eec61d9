package io.meshee.chaos.app;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessType;
import io.meshee.api.State;
import io.meshee.sample.counter.Increment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A durable counter that takes its time, so that whatever befalls its node befalls it in the middle of its work. */
@Durable
@Capability("slow-tally")
@ProcessType(name = "slow-tally", capability = "slow-tally")
public class SlowTally {

    private static final Duration WORK = Duration.ofMillis(500);

    @State
    private long value;

    private ProcessContext self;

    @Activate
    void activate(ProcessContext context) {
        self = context;
        Evidence.activated(self);
    }

    @Passivate
    void passivate(PassivationReason reason) {
        Evidence.passivated(self, reason);
    }

    /** Adds, and gives the new value. */
    @Handle
    public long increment(Increment increment) {
        long end = System.nanoTime() + WORK.toNanos();
        for (long left = WORK.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        value += increment.by();
        return value;
    }

    /** The value, unchanged. */
    @Handle
    public long value() {
        return value;
    }
}
