package io.meshee.api;

/**
 * This node works by another view: published as a CDI event on each node, to synchronous and asynchronous observers.
 *
 * @param before the view until now; of epoch 0 and without members if there was none
 * @param after the view from now on
 */
public record ViewChanged(ClusterView before, ClusterView after) {}
