package io.meshee.api;

/** The activation threw, or its state could not be read. */
public final class ActivationException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public ActivationException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public ActivationException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
