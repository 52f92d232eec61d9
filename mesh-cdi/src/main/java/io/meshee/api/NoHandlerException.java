package io.meshee.api;

/** No handler of the process takes that payload type or signature. */
public final class NoHandlerException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public NoHandlerException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public NoHandlerException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
