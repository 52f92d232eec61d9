package io.meshee.sample.game;

/** Where a player may step. */
public enum Direction {
    /** One more on y. */
    UP(0, 1),
    /** One less on y. */
    DOWN(0, -1),
    /** One less on x. */
    LEFT(-1, 0),
    /** One more on x. */
    RIGHT(1, 0);

    private final int dx;
    private final int dy;

    Direction(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    Position from(Position start) {
        return new Position(start.x() + dx, start.y() + dy);
    }
}
