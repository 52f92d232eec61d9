package io.meshee.api;

/**
 * A CDI event: a cast that had been accepted was lost.
 *
 * @param process where it was going
 * @param reason why it did not arrive
 */
public record CastDropped(ProcessKey process, String reason) {}
