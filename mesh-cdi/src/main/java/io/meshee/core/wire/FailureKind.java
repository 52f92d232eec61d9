package io.meshee.core.wire;

/** The exceptions that cross the network. The order is part of the wire format: append only. */
public enum FailureKind {
    INVALID_REQUEST,
    NOT_RUNNING,
    NO_NODES,
    UNKNOWN_PROCESS,
    NO_HANDLER,
    PAYLOAD,
    OVERLOADED,
    PARTITIONED,
    ACTIVATION,
    STALE,
    PROCESS_FAILED,
    TIMEOUT,
    NODE_LOST,
    CYCLE,
    /** An exception that the handler's method declares; it travels as an object. */
    DECLARED,
    STATE_STORE
}
