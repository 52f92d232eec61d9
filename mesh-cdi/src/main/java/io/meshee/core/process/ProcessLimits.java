package io.meshee.core.process;

/**
 * What a process class may use on this node.
 *
 * @param idleTimeoutNanos how long a process may be unused before it is passivated
 * @param mailboxCapacity how many messages wait for one process at most; for a pooled class, for all of it
 * @param maxActive how many processes there are at most before one of the least recently used makes room
 * @param poolSize how many messages of a pooled class are handled at once
 * @param localFirst whether a message to a pooled class is handled where it is sent, if that node serves the capability
 */
public record ProcessLimits(
        long idleTimeoutNanos, int mailboxCapacity, int maxActive, int poolSize, boolean localFirst) {}
