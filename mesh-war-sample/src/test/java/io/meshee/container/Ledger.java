package io.meshee.container;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import jakarta.ejb.Stateless;

/** Pooled, in a transaction of its own: that is what the container does unless told otherwise. */
@Stateless
@Capability("ledger")
public class Ledger {

    /** The transaction that this handler sees. */
    @Handle
    public String visit(Visit visit) {
        return Transactions.current();
    }
}
