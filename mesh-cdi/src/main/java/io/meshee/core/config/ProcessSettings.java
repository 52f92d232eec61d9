package io.meshee.core.config;

import java.time.Duration;

/**
 * The settings of one process type.
 *
 * @param idleTimeout the time without a message after which an activation ends; more than zero
 * @param mailboxCapacity the most messages that wait for one process, or for all of a pooled type; at least 1
 * @param maxActive the most activations of the type on this node; at least 1, {@link Integer#MAX_VALUE} for no limit
 * @param poolSize the most messages of a pooled type that are handled at once on this node; at least 1, {@link
 *     Integer#MAX_VALUE} for no limit
 * @param localFirst whether a message to a pooled type is handled where it is sent, if that node serves the capability
 */
public record ProcessSettings(
        Duration idleTimeout, int mailboxCapacity, int maxActive, int poolSize, boolean localFirst) {}
