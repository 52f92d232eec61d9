package io.meshee.core.config;

/** {@code mesh.partition-policy}: which side of a split goes on serving. */
public enum PartitionPolicy {
    /** The side with the majority of the last confirmed view. */
    KEEP_MAJORITY,
    /** The side that has at least {@code mesh.static-quorum.size} nodes in contact. */
    STATIC_QUORUM,
    /** Every side; a process may then be active on both. */
    CONTINUE;

    /** As it is written in the configuration. */
    public String asWritten() {
        return Parsers.written(this);
    }
}
