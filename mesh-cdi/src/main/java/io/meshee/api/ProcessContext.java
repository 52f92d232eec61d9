package io.meshee.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

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

    /** The time left until the current message's deadline; zero once it has passed, and outside of a message. */
    Duration remaining();

    /** The current message's deadline by the node's wall clock; the present outside of a message. */
    Instant deadline();

    /** Ends this activation after the current message. Does nothing for a pooled process. */
    void passivate();
}
