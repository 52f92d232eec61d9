package io.meshee.cluster.ledger;

import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.State;
import io.meshee.sample.counter.Increment;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/** Counts, and leaves a transaction on its thread that can only be rolled back: nobody gets a connection in it. */
@Durable
@Capability("careless")
public class Careless {

    @Inject
    private UserTransaction transaction;

    @State
    private long value;

    /** Adds, and gives the new value. */
    @Handle
    public long increment(Increment increment) throws SystemException, NotSupportedException {
        if (transaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
            transaction.begin();
            transaction.setRollbackOnly();
        }
        value += increment.by();
        return value;
    }
}
