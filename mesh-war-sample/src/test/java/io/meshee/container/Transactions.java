package io.meshee.container;

import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Tells the transaction of the calling thread. */
final class Transactions {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private Transactions() {}

    /** A text that is unlike for every transaction; "none" if there is none. */
    static String current() {
        try {
            var registry = (TransactionSynchronizationRegistry) new InitialContext().lookup(REGISTRY);
            Object key = registry.getTransactionKey();
            return key == null ? "none" : key.toString();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
