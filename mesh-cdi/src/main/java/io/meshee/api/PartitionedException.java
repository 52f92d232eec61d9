package io.meshee.api;

/**
 * This side of a split may not serve. {@link Outcome#NOT_EXECUTED}, or {@link Outcome#UNKNOWN} if the message was on its way or
 * its handler had run when that became known.
 */
public final class PartitionedException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public PartitionedException(String message) {
        this(message, Outcome.NOT_EXECUTED);
    }

    /** Creates the exception with a message that starts with its id, and what became of the message. */
    public PartitionedException(String message, Outcome outcome) {
        super(message, outcome, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public PartitionedException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
