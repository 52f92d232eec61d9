package io.meshee.api;

/** The deadline passed: not executed when the handler provably never started, else unknown. */
public final class CallTimeoutException extends MeshException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id, what is known, and a cause or {@code null}. */
    public CallTimeoutException(String message, Outcome outcome, Throwable cause) {
        super(message, outcome, cause);
    }
}
