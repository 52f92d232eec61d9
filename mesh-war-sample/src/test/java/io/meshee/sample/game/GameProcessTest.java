package io.meshee.sample.game;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameProcessTest {

    private final GameProcess game = new GameProcess();

    @Test
    void aNewPlayerStandsAtTheOriginWithoutAScore() {
        assertThat(game.state()).isEqualTo(new GameState(0, new Position(0, 0)));
    }

    @ParameterizedTest
    @CsvSource({"UP, 0, 1", "DOWN, 0, -1", "LEFT, -1, 0", "RIGHT, 1, 0"})
    void aStepMovesOnePlaceAndScoresOnePoint(Direction direction, int x, int y) {
        assertThat(game.move(new Move(direction))).isEqualTo(new GameState(1, new Position(x, y)));
    }

    @Test
    void stepsAddUp() {
        game.move(new Move(Direction.UP));
        game.move(new Move(Direction.UP));
        game.move(new Move(Direction.RIGHT));

        assertThat(game.state()).isEqualTo(new GameState(3, new Position(1, 2)));
    }
}
