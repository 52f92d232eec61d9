package io.meshee.api;

/** Why an activation ends. */
public enum PassivationReason {
    /** No message for {@code mesh.process.idle-timeout}. */
    IDLE,
    /** Among the least recently used, with {@code mesh.process.max-active} reached. */
    LIMIT,
    /** It asked for it: {@link ProcessContext#passivate()}. */
    REQUESTED,
    /** Its shard moved to another node. */
    HANDOFF,
    /** Its node stops. */
    STOP
}
