package io.meshee.sample.game;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.test.MeshKit;
import io.meshee.test.MeshTest;
import org.junit.jupiter.api.Test;

@MeshTest(
        value = GameProcess.class,
        nodes = {"n1", "n2"})
class GameOnNodesTest {

    @Test
    void everyNodeReachesTheSamePlayerThroughTheContract(MeshKit mesh) {
        var client = mesh.startClient("client").mesh();

        mesh.node("n1").mesh().process(Game.class, "ann").move(new Move(Direction.UP));
        mesh.node("n2").mesh().process(Game.class, "ann").move(new Move(Direction.UP));

        assertThat(client.process(Game.class, "ann").state()).isEqualTo(new GameState(2, new Position(0, 2)));
    }

    @Test
    void aGameWhoseNodeCrashesBeginsAnew(MeshKit mesh) {
        var player = mesh.node("n2").idOwned("game");
        var game = mesh.node("n1").mesh().process(Game.class, player);
        game.move(new Move(Direction.UP));

        mesh.crash("n2");

        assertThat(game.state()).isEqualTo(new GameState(0, new Position(0, 0)));
    }
}
