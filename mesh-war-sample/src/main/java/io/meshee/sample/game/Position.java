package io.meshee.sample.game;

import java.io.Serializable;

/** A place on the unbounded plane of a game. */
public record Position(int x, int y) implements Serializable {

    static final Position ORIGIN = new Position(0, 0);
}
