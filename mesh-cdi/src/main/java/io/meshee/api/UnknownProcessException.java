package io.meshee.api;

/** The owning node has no such process type for that capability. */
public final class UnknownProcessException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public UnknownProcessException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public UnknownProcessException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
