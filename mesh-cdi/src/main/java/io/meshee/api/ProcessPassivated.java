package io.meshee.api;

/**
 * An activation ended in good order on this node: published as a CDI event there, to synchronous and asynchronous
 * observers, after its state was saved.
 *
 * @param process the process, with the incarnation that ended
 * @param reason why
 */
public record ProcessPassivated(ProcessRef process, PassivationReason reason) {}
