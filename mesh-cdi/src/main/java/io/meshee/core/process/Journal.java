package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessRef;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the processes and messages of a node. */
public final class Journal {

    private final LongAdder activations = new LongAdder();
    private final LongAdder passivations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder withdrawn = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * What was counted since the node's start.
     *
     * @param activations processes that were activated
     * @param passivations activations that ended in good order
     * @param failures activations that failed, and instances that were discarded
     * @param expired messages that ended before they started, because their deadline had passed
     * @param withdrawn messages that their callers took out before they started
     * @param refused messages that were refused as overload
     */
    public record Counts(
            long activations, long passivations, long failures, long expired, long withdrawn, long refused) {}

    /** A message's deadline passed before it started. */
    public void expired() {
        expired.increment();
    }

    /** A message was taken out before it started. */
    public void withdrawn() {
        withdrawn.increment();
    }

    /** A message was refused as overload. */
    public void refused() {
        refused.increment();
    }

    /** What was counted. */
    public Counts counts() {
        return new Counts(
                activations.sum(), passivations.sum(), failures.sum(), expired.sum(), withdrawn.sum(), refused.sum());
    }

    void activated(ProcessRef process) {
        activations.increment();
    }

    void passivated(ProcessRef process, PassivationReason reason) {
        passivations.increment();
    }

    void failed(ProcessRef process, Throwable failure) {
        failures.increment();
    }
}
