package io.meshee.api;

import java.time.Duration;

/** A mailbox, the pool or an outbound queue is full. */
public final class OverloadedException extends MeshException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** Creates the exception with a message that starts with its id, and how long to wait before sending again. */
    public OverloadedException(String message, Duration retryAfter) {
        super(message, Outcome.NOT_EXECUTED, null);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before sending again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
