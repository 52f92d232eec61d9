package io.meshee.benchmark.war;

import java.io.Serializable;

/** A payload as applications write it. */
public record Add(int by) implements Serializable {}
