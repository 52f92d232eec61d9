package io.meshee.container;

import io.meshee.api.Capability;
import io.meshee.api.Execution;
import io.meshee.api.Handle;

/** Injects nothing, so that Mesh may run it on its caller's thread: this says that it is to. */
@Capability("plain")
public class Plain {

    /** Does nothing. */
    @Handle
    public boolean idle() {
        return true;
    }

    /** The thread that this handler runs on, or the transaction that it sees. */
    @Handle(execution = Execution.CALLER)
    public String visit(Visit visit) {
        return visit.what().equals("thread") ? Thread.currentThread().getName() : Transactions.current();
    }
}
