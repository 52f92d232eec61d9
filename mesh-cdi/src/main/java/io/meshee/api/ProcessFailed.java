package io.meshee.api;

/**
 * An activation failed on this node, or an instance was discarded because its handler threw something that is no
 * application exception, did not complete in time, or could not save its state: published as a CDI event there, to
 * synchronous and asynchronous observers.
 *
 * @param process the process, with the incarnation that ended or did not begin; 0 for a pooled one
 * @param failureType the name of the exception's class
 * @param failureMessage the exception's message; {@code null} if it had none
 */
public record ProcessFailed(ProcessRef process, String failureType, String failureMessage) {}
