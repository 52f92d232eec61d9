package io.meshee.api;

/** The node is not up yet, or has stopped. */
public final class MeshNotRunningException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public MeshNotRunningException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public MeshNotRunningException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
