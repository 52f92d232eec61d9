package io.meshee.core.config;

/** {@code mesh.local-payload}: what a process on the caller's own node is given. */
public enum LocalPayload {
    /** The caller's object itself. */
    REFERENCE,
    /** A copy, as a remote process would be given. */
    COPY
}
