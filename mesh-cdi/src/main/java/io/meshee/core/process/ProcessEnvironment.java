package io.meshee.core.process;

import io.meshee.core.handler.ProcessClass;

/** What surrounds the run of a handler: the container's side of a turn. */
public interface ProcessEnvironment {

    /** Whether this thread runs in a transaction, which a handler must not see. */
    boolean inTransaction();

    /**
     * Rolls back the transaction that the application has left open on this thread. Only for threads that had none before.
     *
     * @return false if there is none
     */
    boolean rollBackLeftOpen();

    /**
     * Prepares a thread of Mesh's own for a handler: class loader, request scope.
     *
     * @return what {@link #leave} takes; may be {@code null}
     */
    Object enter(ProcessClass processClass);

    /** Undoes {@link #enter}. */
    void leave(Object entered);

    /** The name of the security principal that this thread acts for; {@code null} if it has none. */
    String callerPrincipal();

    /** The class loader that handlers see. */
    ClassLoader classLoader();
}
