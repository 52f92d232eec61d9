package io.meshee.sample.counter;

import java.io.Serializable;

/** Adds to a counter. */
public record Increment(long by) implements Serializable {}
