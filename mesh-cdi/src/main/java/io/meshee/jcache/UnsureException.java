package io.meshee.jcache;

/** A change may have been made, and a crash may yet undo it: its backup has not answered. */
public final class UnsureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with what the grid said. */
    public UnsureException(Throwable cause) {
        super(cause);
    }
}
