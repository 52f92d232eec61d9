package io.meshee.core.handler;

/** A rule that a process class can break by the way it is written. */
public enum Rule {
    /** It needs at least one handler. */
    HAS_A_HANDLER,
    /** A signature stands for one handler. */
    ONE_HANDLER_PER_SIGNATURE,
    /** A payload type stands for one {@code @Handle} method, unless a contract tells them apart. */
    ONE_HANDLER_PER_PAYLOAD,
    /** No object may be of two unrelated payload types. */
    UNAMBIGUOUS_PAYLOADS,
    /** A message carries one payload, so several parameters need a contract. */
    SEVERAL_PARAMETERS_NEED_A_CONTRACT,
    /** Handlers are instance methods that others may call. */
    HANDLER_IS_CALLABLE,
    /** Handlers of a session bean belong to its local view. */
    HANDLER_IS_IN_LOCAL_VIEW,
    /** A payload crosses to other nodes. */
    PAYLOAD_IS_ENCODABLE,
    /** A reply crosses to other nodes. */
    REPLY_IS_ENCODABLE,
    /** There is one way to activate. */
    ONE_ACTIVATE_METHOD,
    /** What an {@code @Activate} method may look like. */
    ACTIVATE_METHOD_FITS,
    /** There is one way to passivate. */
    ONE_PASSIVATE_METHOD,
    /** What a {@code @Passivate} method may look like. */
    PASSIVATE_METHOD_FITS,
    /** What may be state, and how it is marked. */
    STATE_FITS,
    /** There must be something to save. */
    DURABLE_NEEDS_STATE,
    /** A process class has one type name. */
    ONE_TYPE_NAME,
    /** Type names are 1 to 1024 characters and not blank. */
    TYPE_NAME_IS_VALID
}
