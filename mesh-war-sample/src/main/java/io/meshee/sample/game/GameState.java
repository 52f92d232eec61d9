package io.meshee.sample.game;

import java.io.Serializable;

/**
 * What a game tells of itself.
 *
 * @param score the number of steps taken by this activation
 */
public record GameState(int score, Position position) implements Serializable {}
