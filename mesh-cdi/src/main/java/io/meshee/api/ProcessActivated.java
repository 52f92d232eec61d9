package io.meshee.api;

/**
 * A process was activated on this node: published as a CDI event there, to synchronous and asynchronous observers. Its end
 * is told by {@link ProcessPassivated} or {@link ProcessFailed}; one that is {@linkplain Mesh#forget forgotten} ends
 * without either.
 *
 * @param process the process, with the incarnation that began
 */
public record ProcessActivated(ProcessRef process) {}
