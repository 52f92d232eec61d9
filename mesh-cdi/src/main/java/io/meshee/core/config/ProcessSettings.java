package io.meshee.core.config;

import java.time.Duration;

/**
 * The settings of one process type.
 *
 * @param idleTimeout the time without a message after which an activation ends; more than zero
 * @param mailboxCapacity the most messages that wait for one process; at least 1
 * @param maxActive the most activations of the type on this node; at least 1, {@link Integer#MAX_VALUE} for no limit
 */
public record ProcessSettings(Duration idleTimeout, int mailboxCapacity, int maxActive) {}
