package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.ProcessTimer;
import io.meshee.core.handler.Handler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * One timer. It waits among the {@link Timers} or has one message in the mailbox, never both: beats that come while that
 * message waits or runs are left out.
 */
final class ActivationTimer implements ProcessTimer {

    private static final Logger LOG = System.getLogger(ActivationTimer.class.getName());
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ActivationTimers owner;
    private final long number;
    private final long period;
    private final Handler handler;
    private final Object payload;
    private volatile long due;
    private volatile TimerMessage message;

    ActivationTimer(ActivationTimers owner, long number, long due, long period, Handler handler, Object payload) {
        this.owner = owner;
        this.number = number;
        this.due = due;
        this.period = period;
        this.handler = handler;
        this.payload = payload;
    }

    /** Unlike any other timer's. */
    long number() {
        return number;
    }

    /** Changes only while it is not among the waiting. */
    long due() {
        return due;
    }

    @Override
    public boolean cancel() {
        return owner.cancel(this);
    }

    @Override
    public boolean isActive() {
        return owner.isActive(this);
    }

    /** Takes it from the waiting, and its message out of the mailbox. */
    void withdraw() {
        owner.all().remove(this);
        TimerMessage sent = message;
        if (sent != null && sent.withdraw()) {
            owner.process().remove(sent);
        }
    }

    /** Sends its message. Whoever cancels meanwhile finds the message here, or is seen after it was put here. */
    void fire() {
        TimerMessage next =
                new TimerMessage(this, owner.process(), payload, owner.all().deadline());
        next.handler(handler);
        message = next;
        if (!isActive()) {
            return;
        }
        try {
            owner.process().enqueue(next);
        } catch (MailboxFullException | NodeFullException e) {
            message = null;
            again(owner.all().now() + Math.max(period, RETRY_NANOS));
        }
    }

    /** Its message is done with: {@code failure} is {@code null}, or says how it ended. */
    void ended(Throwable failure) {
        message = null;
        boolean executed = !(failure instanceof MeshException known) || known.outcome() != Outcome.NOT_EXECUTED;
        if (executed && failure != null) {
            LOG.log(
                    Level.WARNING,
                    () -> "MESH00803: the message of a timer of "
                            + owner.process().host().key(owner.process().id()) + " failed",
                    failure);
        }
        long now = owner.all().now();
        if (period > 0) {
            again(due + Math.max(1, (now - due) / period + 1) * period);
        } else if (executed) {
            owner.cancel(this);
        } else {
            again(now + RETRY_NANOS);
        }
    }

    private void again(long next) {
        due = next;
        owner.all().add(this);
        if (!isActive()) {
            owner.all().remove(this);
        }
    }
}
