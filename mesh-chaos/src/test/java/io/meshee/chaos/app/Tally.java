package io.meshee.chaos.app;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessType;
import io.meshee.sample.counter.CounterProcess;

/** The sample's counter, whose activations leave evidence. */
@Capability("tally")
@ProcessType(name = "tally", capability = "tally")
public class Tally extends CounterProcess {

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
}
