package io.meshee.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process knows of itself and of the message that it handles. Given to the {@link Activate} method, and
 * injectable into process classes; valid as long as the activation.
 */
public interface ProcessContext {

    /** The process's id. */
    String id();

    /** The capability that the process was reached by. */
    String capability();

    /** The process's type name. */
    String type();

    /** This activation's number; grows with every activation on this node. 0 for a pooled process. */
    long incarnation();

    /** The epoch of the view that this node works by. */
    long epoch();

    /** The headers of the current message; empty outside of one. */
    Map<String, String> headers();

    /**
     * The name of the security principal of whoever began this chain of calls, on whichever node; empty if that was nobody
     * in particular, and outside of a message. A name to know, not a proof: a node believes what its peers tell it, and the
     * container's own security context does not follow the call.
     */
    Optional<String> callerPrincipal();

    /** The time left until the current message's deadline; zero once it has passed, and outside of a message. */
    Duration remaining();

    /** The current message's deadline by the node's wall clock; the present outside of a message. */
    Instant deadline();

    /**
     * Sends the process a message after a while: an ordinary one, handled in its turn by the {@link Handle} method for the
     * payload, with {@code mesh.call.timeout} to end. The timer is as volatile as the activation and is cancelled when that
     * ends; it does not keep an idle process from being passivated. What has to outlast that is a {@link Reminder}.
     *
     * @param delay from 0 to 365 days; kept to some 10 ms while the node is not overloaded
     * @param payload {@code null} for the handler without parameters
     * @throws NoHandlerException if no handler takes the payload
     * @throws OverloadedException if the activation has as many timers as {@code mesh.process.mailbox-capacity}
     * @throws InvalidRequestException if the delay is out of range, the activation has ended, or the process is pooled
     */
    ProcessTimer schedule(Duration delay, Object payload);

    /**
     * As {@link #schedule(Duration, Object)}, and again each period until cancelled. The beats are counted from the first;
     * those that come while the message of an earlier one waits or is handled are left out. A failure of the handler is
     * logged; unless it ends the activation the beats go on.
     *
     * @param period from 1 ms to 365 days
     */
    ProcessTimer schedule(Duration delay, Duration period, Object payload);

    /**
     * Sets a reminder of this process, in the place of any of that name. Once this has returned it is stored, whatever
     * becomes of the activation, its state and its node; it is not undone if the handler fails.
     *
     * @throws NoHandlerException if no handler takes its payload
     * @throws PayloadException if its payload cannot be encoded
     * @throws InvalidRequestException if its schedule is wrong, or has no time
     * @throws OverloadedException if the process has 100 reminders
     * @throws StateStoreException if it is not known whether it was stored
     */
    void remind(Reminder reminder);

    /**
     * Cancels a reminder of this process; its message does not begin any more once this has returned.
     *
     * @return false if there was none of that name
     * @throws StateStoreException if it is not known whether it was cancelled
     */
    boolean cancelReminder(String name);

    /**
     * The reminders of this process, by name.
     *
     * @throws StateStoreException if they could not be read
     */
    List<PendingReminder> reminders();

    /**
     * Takes this activation into a group: it gets what is {@linkplain Mesh#publish published} there, until it leaves or ends.
     * At once on this node, and from others within milliseconds. A process that is to be in a group whenever it is active
     * joins in its {@link Activate} method. Does nothing if it is in already.
     *
     * @param group 1 to 255 characters, not blank
     * @throws InvalidRequestException if that is no name, or this process is pooled
     * @throws OverloadedException if this node has members of 10,000 groups, or the group 10,000 members here
     */
    void join(String group);

    /**
     * Takes this activation out of a group. What was published before may still arrive. Does nothing if it is not in.
     *
     * @throws InvalidRequestException if that is no name
     */
    void leave(String group);

    /** Ends this activation after the current message. Does nothing for a pooled process. */
    void passivate();
}
