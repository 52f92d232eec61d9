package io.meshee.api;

/** The owner was lost with the call in flight. */
public final class NodeLostException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public NodeLostException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public NodeLostException(String message, Throwable cause) {
        super(message, Outcome.UNKNOWN, cause);
    }
}
