package io.meshee.benchmark.war;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** How many processes have come and gone on this node. */
@ApplicationScoped
public class Turnover {

    private final LongAdder activations = new LongAdder();
    private final LongAdder passivations = new LongAdder();

    /** One has come. */
    public void activated() {
        activations.increment();
    }

    /** One has gone. */
    public void passivated() {
        passivations.increment();
    }

    /** How many have come. */
    public long activations() {
        return activations.sum();
    }

    /** How many have gone. */
    public long passivations() {
        return passivations.sum();
    }
}
