package io.meshee.api;

/**
 * The handler threw. What it threw arrives as text, since its class may not exist here; an exception that the handler's
 * method declares is the cause itself, and a typed proxy throws that one.
 */
public final class ProcessFailedException extends MeshException {

    private static final long serialVersionUID = 1L;

    private final String failureType;
    private final String failureMessage;
    private final String failureStack;

    /**
     * Creates the exception.
     *
     * @param message starts with the id
     * @param failureType the class name of what the handler threw
     * @param failureMessage its message; may be {@code null}
     * @param failureStack its stack trace as text
     * @param declared what the handler threw, if its method declares it; else {@code null}
     */
    public ProcessFailedException(
            String message, String failureType, String failureMessage, String failureStack, Throwable declared) {
        super(message, Outcome.EXECUTED, declared);
        this.failureType = failureType;
        this.failureMessage = failureMessage;
        this.failureStack = failureStack;
    }

    /** The class name of what the handler threw. */
    public String failureType() {
        return failureType;
    }

    /** The message of what the handler threw; may be {@code null}. */
    public String failureMessage() {
        return failureMessage;
    }

    /** The stack trace of what the handler threw, as text. */
    public String failureStack() {
        return failureStack;
    }
}
