package io.meshee.ejb.persistence;

import jakarta.enterprise.context.Dependent;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** Keeps what Mesh writes out of a transaction that a handler has left open on its thread. */
@Dependent
class OutsideTransactions {

    /** Does the work with the thread's transaction, if it has one, suspended. */
    @Transactional(TxType.NOT_SUPPORTED)
    <T> T run(Supplier<T> work) {
        return work.get();
    }
}
