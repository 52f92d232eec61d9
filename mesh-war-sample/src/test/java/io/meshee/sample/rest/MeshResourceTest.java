package io.meshee.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.sample.rest.MeshBodies.CapabilityChange;
import io.meshee.sample.rest.MeshBodies.ShardAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeshResourceTest {

    private final ScriptedMesh mesh = new ScriptedMesh();
    private final MeshResource resource = new MeshResource();

    @BeforeEach
    void inject() {
        resource.mesh = mesh;
        resource.shards = 4;
    }

    @Test
    void aViewNamesTheNodeThatWasAsked() {
        assertThat(resource.view().node()).isEqualTo("n1");
        assertThat(resource.view().members()).hasSize(1);
    }

    @Test
    void aShardNamesItsOwnerForEachCapability() {
        assertThat(resource.shard("p1")).isEqualTo(new ShardAnswer("p1", 7, Map.of("chat", "n1", "game", "n1")));
    }

    @Test
    void aChangeAnswersWithTheNewCapabilities() {
        assertThat(resource.change(new CapabilityChange(List.of("x"), List.of("chat"))))
                .containsExactly("game", "x");
    }

    @Test
    void ownersArePackedInTheOrderOfTheShards() {
        var answer = resource.owners("game");

        assertThat(answer.epoch()).isEqualTo(1);
        assertThat(answer.nodes()).containsExactly("n1");
        assertThat(answer.owners()).isEqualTo("AAAAAA==");
    }

    @Test
    void ownersAreReadAgainWhenTheViewChangesMeanwhile() {
        mesh.beforeOwner = () -> mesh.epoch = 2;

        assertThat(resource.owners("game").epoch()).isEqualTo(2);
    }

    @Test
    void aMissingCapabilityIsABadRequest() {
        assertThatThrownBy(() -> resource.nodes(null)).hasMessage("capability must not be missing");
        assertThatThrownBy(() -> resource.owners(" ")).hasMessageStartingWith("capability must not be blank");
    }
}
