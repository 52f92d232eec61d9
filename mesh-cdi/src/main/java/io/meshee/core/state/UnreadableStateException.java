package io.meshee.core.state;

/** A state that is, or may be, there cannot be read: its process must not start without it. */
public final class UnreadableStateException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableStateException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
