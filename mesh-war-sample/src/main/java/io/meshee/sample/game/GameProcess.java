package io.meshee.sample.game;

import io.meshee.api.Capability;
import io.meshee.api.Handle;

/** Keeps one player's score and position in plain fields: one instance an id, one message at a time. */
@Capability("game")
public class GameProcess implements Game {

    private int score;
    private Position position = Position.ORIGIN;

    @Handle
    @Override
    public GameState move(Move move) {
        position = move.direction().from(position);
        score++;
        return state();
    }

    @Handle
    @Override
    public GameState state() {
        return new GameState(score, position);
    }
}
