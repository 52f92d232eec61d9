package io.meshee.api;

/** This side of a split may not serve. */
public final class PartitionedException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public PartitionedException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public PartitionedException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
