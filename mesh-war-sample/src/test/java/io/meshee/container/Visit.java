package io.meshee.container;

import java.io.Serializable;

/**
 * Asks a process what it sees.
 *
 * @param what transaction, thread, context, or a note's text
 */
public record Visit(String what) implements Serializable {}
