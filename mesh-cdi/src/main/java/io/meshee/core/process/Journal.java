package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessPassivated;
import io.meshee.api.ProcessRef;
import io.meshee.core.codec.FailureText;
import io.meshee.core.event.NodeEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the processes and messages of a node, and tells it to those who observe it. */
public final class Journal {

    private static final Logger LOG = System.getLogger(Journal.class.getName());

    private final NodeEvents events;
    private final boolean tellsActivations;
    private final boolean tellsPassivations;
    private final boolean tellsFailures;
    private final LongAdder activations = new LongAdder();
    private final LongAdder passivations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder withdrawn = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder fenced = new LongAdder();
    private final LongAdder publicationsDropped = new LongAdder();

    /** A journal of a node that has just been made. */
    public Journal(NodeEvents events) {
        this.events = events;
        this.tellsActivations = events.observed(ProcessActivated.class);
        this.tellsPassivations = events.observed(ProcessPassivated.class);
        this.tellsFailures = events.observed(ProcessFailed.class);
    }

    /**
     * What was counted since the node's start.
     *
     * @param activations processes that were activated
     * @param passivations activations that ended in good order
     * @param failures activations that failed, and instances that were discarded
     * @param expired messages that ended before they started, because their deadline had passed
     * @param withdrawn messages that their callers took out before they started
     * @param refused messages that were refused as overload
     * @param fenced processes that did not end in time when their shard moved
     * @param publicationsDropped publications and broadcasts that a node did not get, or could not read or hand on
     */
    public record Counts(
            long activations,
            long passivations,
            long failures,
            long expired,
            long withdrawn,
            long refused,
            long fenced,
            long publicationsDropped) {}

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

    /** A publication or broadcast did not get to a node, or could not be read or handed on there. */
    public void publicationDropped() {
        publicationsDropped.increment();
    }

    /** What was counted. */
    public Counts counts() {
        return new Counts(
                activations.sum(),
                passivations.sum(),
                failures.sum(),
                expired.sum(),
                withdrawn.sum(),
                refused.sum(),
                fenced.sum(),
                publicationsDropped.sum());
    }

    void fenced(ProcessKey process) {
        fenced.increment();
        LOG.log(
                Level.WARNING,
                () -> "MESH00735: " + process
                        + " has not ended within mesh.rebalance.drain-timeout after its shard moved: it is"
                        + " fenced, and its next owner goes on without it");
    }

    void activated(ProcessRef process) {
        activations.increment();
        if (tellsActivations) {
            events.publish(new ProcessActivated(process));
        }
    }

    void passivated(ProcessRef process, PassivationReason reason) {
        passivations.increment();
        if (tellsPassivations) {
            events.publish(new ProcessPassivated(process, reason));
        }
    }

    void failed(ProcessRef process, Throwable failure) {
        failures.increment();
        if (tellsFailures) {
            FailureText text = FailureText.of(failure);
            events.publish(new ProcessFailed(process, text.type(), text.message()));
        }
    }
}
