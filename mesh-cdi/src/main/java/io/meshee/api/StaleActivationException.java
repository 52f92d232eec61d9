package io.meshee.api;

/** The state was written by a newer activation; this instance is gone. */
public final class StaleActivationException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public StaleActivationException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public StaleActivationException(String message, Throwable cause) {
        super(message, Outcome.UNKNOWN, cause);
    }
}
