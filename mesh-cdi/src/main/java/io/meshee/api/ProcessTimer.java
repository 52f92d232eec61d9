package io.meshee.api;

/** A timer of an activation, from {@link ProcessContext#schedule}. Safe for any number of threads. */
public interface ProcessTimer {

    /**
     * Cancels the timer. A message of it that waits in the mailbox is taken out; one that is being handled goes on.
     *
     * @return false if it was not active any more
     */
    boolean cancel();

    /** Whether it will send another message: false once cancelled, once its only message was handled, and with its activation. */
    boolean isActive();
}
