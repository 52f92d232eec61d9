package io.meshee.api;

/** A payload (not executed) or a reply (executed) cannot be encoded, is too large, or is of a type that is not allowed. */
public final class PayloadException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id, what is known, and a cause or {@code null}. */
    public PayloadException(String message, Outcome outcome, Throwable cause) {
        super(message, outcome, cause);
    }
}
