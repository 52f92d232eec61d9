package io.meshee.api;

/**
 * The handler ran, but it is not known whether its state was saved: unknown. The instance is gone; the next message
 * activates a fresh one from what the store has.
 */
public final class StateStoreException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public StateStoreException(String message, Throwable cause) {
        super(message, Outcome.UNKNOWN, cause);
    }

    /** Creates the exception with a message that starts with its id. */
    public StateStoreException(String message) {
        this(message, null);
    }
}
