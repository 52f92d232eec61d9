package io.meshee.api;

/** What is known of a message whose reply did not come. */
public enum Outcome {
    /** Its handler did not run: it is safe to send again. */
    NOT_EXECUTED,
    /** Its handler ran and threw, or its reply could not be brought back. */
    EXECUTED,
    /** Its handler may have run. Mesh never sends such a message again by itself. */
    UNKNOWN
}
