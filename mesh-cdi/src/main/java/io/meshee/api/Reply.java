package io.meshee.api;

/**
 * What a call brought back.
 *
 * @param process which activation handled it, and where
 * @param value what the handler returned; {@code null} for a {@code void} handler
 */
public record Reply<R>(ProcessRef process, R value) {}
