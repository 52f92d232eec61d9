package io.meshee.sample.activity;

import java.time.Instant;

/**
 * Something that happened on this node.
 *
 * @param event what, as the class of the event says it
 * @param about to whom or what
 */
public record Activity(Instant at, String event, String about) {}
