package io.meshee.ejb.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;

/**
 * Keeps what Mesh writes out of a transaction that a handler has open on its thread. By hand: Payara's interceptor of
 * {@code @Transactional} keeps a field for a call, and many threads come by here at once.
 */
@Dependent
class OutsideTransactions {

    @Resource(lookup = "java:appserver/TransactionManager")
    private TransactionManager manager;

    /** For the container. */
    OutsideTransactions() {}

    OutsideTransactions(TransactionManager manager) {
        this.manager = manager;
    }

    /** Does the work with the thread's transaction, if it has one, suspended. */
    <T> T run(Supplier<T> work) {
        Transaction suspended = suspend();
        try {
            return work.get();
        } finally {
            resume(suspended);
        }
    }

    private Transaction suspend() {
        try {
            return manager.suspend();
        } catch (SystemException e) {
            throw new IllegalStateException("MESH00644: the thread's transaction cannot be suspended: " + e, e);
        }
    }

    private void resume(Transaction suspended) {
        if (suspended == null) {
            return;
        }
        try {
            manager.resume(suspended);
        } catch (SystemException | InvalidTransactionException e) {
            throw new IllegalStateException("MESH00645: the handler's transaction cannot be resumed: " + e, e);
        }
    }
}
