package io.meshee.api;

/** Which thread runs a handler. */
public enum Execution {
    /**
     * The pool at first; the calling thread once the handler has shown itself fast and as long as it stays so.
     */
    AUTO,
    /** The calling (or delivering) thread whenever the process is idle. Time-outs then wait for the handler. */
    CALLER,
    /** Mesh's own pool. A caller never waits more than 50 ms past its time-out. */
    POOL
}
