package io.meshee.api;

/** A part of a request is null, blank, over-long or contradictory; the message names the part and the rule. */
public final class InvalidRequestException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public InvalidRequestException(String message) {
        this(message, null);
    }

    /** Creates the exception with a message that starts with its id, and a cause or {@code null}. */
    public InvalidRequestException(String message, Throwable cause) {
        super(message, Outcome.NOT_EXECUTED, cause);
    }
}
