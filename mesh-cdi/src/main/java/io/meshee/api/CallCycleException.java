package io.meshee.api;

import java.util.List;

/** A chain of calls came back to a process that waits for it: it would wait for itself. */
public final class CallCycleException extends MeshException {

    private static final long serialVersionUID = 1L;

    private final transient List<ProcessKey> chain;

    /** Creates the exception with a message that starts with its id, and the processes of the chain in order. */
    public CallCycleException(String message, List<ProcessKey> chain) {
        super(message, Outcome.NOT_EXECUTED, null);
        this.chain = List.copyOf(chain);
    }

    /** The processes of the chain, from the first caller to the one called again. */
    public List<ProcessKey> chain() {
        return chain == null ? List.of() : chain;
    }
}
