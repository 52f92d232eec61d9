package io.meshee.sample.game;

import java.io.Serializable;

/** Asks a player's process to take one step. */
public record Move(Direction direction) implements Serializable {}
