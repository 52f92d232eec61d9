package io.meshee.ejb.router;

import io.meshee.cdi.HandlerEnvironment;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The server's transactions. To ask for a thread's takes some 65 ns on the reference machine. */
final class ThreadTransactions implements HandlerEnvironment.Transactions {

    private static final Logger LOG = System.getLogger(ThreadTransactions.class.getName());

    private final TransactionSynchronizationRegistry registry;
    private final TransactionManager manager;

    ThreadTransactions(TransactionSynchronizationRegistry registry, TransactionManager manager) {
        this.registry = registry;
        this.manager = manager;
    }

    @Override
    public boolean isActive() {
        return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public boolean rollBack() {
        if (!isActive()) {
            return false;
        }
        try {
            manager.rollback();
        } catch (SystemException | RuntimeException e) {
            LOG.log(Level.WARNING, "MESH00626: a transaction that was left open could not be rolled back", e);
            leave();
        }
        return true;
    }

    /** Whatever becomes of the transaction, the thread's next message is not to see it. */
    private void leave() {
        try {
            manager.suspend();
        } catch (SystemException | RuntimeException e) {
            LOG.log(Level.ERROR, "MESH00627: a thread could not be taken out of a transaction", e);
        }
    }
}
