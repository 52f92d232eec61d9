package io.meshee.core.wire;

/** Bytes that are not in Mesh's format. */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with what is wrong and where. */
    public MalformedException(String message) {
        super(message);
    }
}
