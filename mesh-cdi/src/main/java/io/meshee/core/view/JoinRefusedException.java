package io.meshee.core.view;

/** The node may not join: it would be a second one of its name, or work by other terms than the members. */
public final class JoinRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that names the setting and both values. */
    public JoinRefusedException(String message) {
        super(message);
    }
}
