package io.meshee.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Request;
import io.meshee.test.MeshExtension;
import io.meshee.test.MeshKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatOnNodesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @RegisterExtension
    final MeshExtension extension = MeshKit.builder()
            .process(ChatRoom.class, node -> new ChatRoom(node.clock()))
            .nodes("n1", "n2")
            .startingAt(NOON)
            .asExtension();

    @Test
    void aLineThatIsCastFromAnyNodeIsInTheHistoryWithItsTime(MeshKit mesh) {
        var room = mesh.node("n2").idOwned("chat");

        post(mesh, room, "hello");
        assertThat(history(mesh, room)).hasSize(1);
        mesh.clock().advance(Duration.ofSeconds(30));
        post(mesh, room, "again");

        assertThat(history(mesh, room))
                .containsExactly(
                        new ChatLine(1, NOON, "ann", "hello"), new ChatLine(2, NOON.plusSeconds(30), "ann", "again"));
    }

    @Test
    void aLineIsSaidAgainWhenItsTimeHasCome(MeshKit mesh) {
        var room = mesh.node("n2").idOwned("chat");
        post(mesh, room, "/remind 90 tea is ready");
        assertThat(history(mesh, room)).hasSize(1);

        mesh.clock().advance(Duration.ofSeconds(90));

        assertThat(history(mesh, room)).last().isEqualTo(new ChatLine(2, NOON.plusSeconds(90), "ann", "tea is ready"));
    }

    private static void post(MeshKit mesh, String room, String text) {
        mesh.node("n1").mesh().cast(Request.to(ChatRoom.class, room).payload(new ChatPost("ann", text)));
    }

    private static List<ChatLine> history(MeshKit mesh, String room) {
        return mesh.node("n1")
                .mesh()
                .call(Request.to(ChatRoom.class, room).returning(ChatHistory.class))
                .value()
                .lines();
    }
}
