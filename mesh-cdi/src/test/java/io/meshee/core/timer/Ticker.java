package io.meshee.core.timer;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Passivate;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessTimer;
import java.io.Serializable;
import java.time.Duration;

/** A process with timers; what happens to it is told to the test. */
@Capability("tick")
class Ticker {

    record Tick(String name) implements Serializable {}

    record Plan(String name, Duration delay, Duration period) implements Serializable {}

    record Unhandled() implements Serializable {}

    private final TimersTest test;
    private ProcessContext self;
    private ProcessTimer timer;

    Ticker(TimersTest test) {
        this.test = test;
    }

    @Activate
    void activate(ProcessContext context) {
        self = context;
        if (!context.id().equals("probe")) {
            test.activations.incrementAndGet();
        }
        if (context.id().startsWith("self-starting")) {
            timer = context.schedule(Duration.ofSeconds(1), new Tick("first"));
        }
    }

    @Handle
    long incarnation() {
        return self.incarnation();
    }

    @Handle
    void plan(Plan plan) {
        ProcessTimer planned = plan.period() == null
                ? self.schedule(plan.delay(), new Tick(plan.name()))
                : self.schedule(plan.delay(), plan.period(), new Tick(plan.name()));
        if (!plan.name().equals("probe")) {
            timer = planned;
            test.timers.add(planned);
        }
    }

    @Handle
    void planTheUnhandled(Unhandled payload) {
        self.schedule(Duration.ZERO, 42);
    }

    @Handle
    boolean order(String what) throws Exception {
        switch (what) {
            case "cancel" -> {
                return timer.cancel();
            }
            case "hold" -> test.gate.pass();
            case "passivate" -> self.passivate();
            case "fail" -> throw new IllegalStateException("as the test wants it");
            default -> throw new IllegalArgumentException(what);
        }
        return true;
    }

    @Handle
    void tick(Tick tick) {
        if (tick.name().equals("probe")) {
            test.probes.incrementAndGet();
            return;
        }
        test.ticks.add(tick.name() + "@" + self.incarnation());
        if (tick.name().startsWith("bad")) {
            throw new IllegalStateException("as the test wants it");
        }
    }

    @Passivate
    void passivate(PassivationReason reason) {
        test.passivations.add(reason);
    }
}
