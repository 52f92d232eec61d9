package io.meshee.api;

/** No member serves the capability. */
public final class NoNodesForCapabilityException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public NoNodesForCapabilityException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public NoNodesForCapabilityException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
