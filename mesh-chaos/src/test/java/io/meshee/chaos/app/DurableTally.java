package io.meshee.chaos.app;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessType;
import io.meshee.sample.counter.DurableCounterProcess;

/** The sample's durable counter, whose activations leave evidence. */
@Durable
@Capability("durable-tally")
@ProcessType(name = "durable-tally", capability = "durable-tally")
public class DurableTally extends DurableCounterProcess {

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
