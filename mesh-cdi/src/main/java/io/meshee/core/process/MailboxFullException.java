package io.meshee.core.process;

/** A mailbox holds as many messages as it may. */
final class MailboxFullException extends Exception {

    private static final long serialVersionUID = 1L;

    MailboxFullException() {
        super("mailbox full", null, false, false);
    }
}
