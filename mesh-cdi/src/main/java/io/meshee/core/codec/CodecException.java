package io.meshee.core.codec;

/** A value cannot be encoded, or bytes cannot be decoded. The message starts with its id and names class and rule. */
public final class CodecException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that starts with its id. */
    public CodecException(String message) {
        super(message);
    }

    /** Creates the exception with a message that starts with its id, and a cause. */
    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
