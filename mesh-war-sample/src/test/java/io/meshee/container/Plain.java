package io.meshee.container;

import io.meshee.api.Capability;
import io.meshee.api.Handle;

/** Injects nothing, so that Mesh may run it on its caller's thread once it has shown itself fast. */
@Capability("plain")
public class Plain {

    /** Does nothing, fast. */
    @Handle
    public boolean idle() {
        return true;
    }

    /** The transaction that this handler sees. */
    @Handle
    public String visit(Visit visit) {
        return Transactions.current();
    }
}
