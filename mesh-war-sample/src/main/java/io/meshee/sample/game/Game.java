package io.meshee.sample.game;

import io.meshee.api.ProcessType;

/** The game of one player, whose name is the process's id. All that a caller on another node needs. */
@ProcessType(name = "game", capability = "game")
public interface Game {

    /** Takes one step and scores one point. */
    GameState move(Move move);

    /** The score and the position, unchanged. */
    GameState state();
}
