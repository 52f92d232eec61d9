package io.meshee.container;

import java.io.Serializable;

/**
 * Asks a process what it sees.
 *
 * @param what transaction, note, or context
 */
public record Visit(String what) implements Serializable {}
