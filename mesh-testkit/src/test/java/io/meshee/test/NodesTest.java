package io.meshee.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.api.Mesh;
import io.meshee.api.NoNodesForCapabilityException;
import io.meshee.api.PayloadException;
import io.meshee.api.Request;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nodes serve what they are told to, and what goes from one to another is encoded. */
class NodesTest {

    record Note(List<String> words) implements Serializable {}

    record Secret(Object anything) implements Serializable {}

    static final class Unnamed implements Serializable {

        private static final long serialVersionUID = 1L;
    }

    @Capability("left")
    static class Left {

        @Handle
        Note echo(Note note) {
            return note;
        }

        @Handle
        void tell(Secret secret) {
            // it does not arrive
        }
    }

    @Capability("right")
    static class Right {

        @Handle
        Note echo(Note note) {
            return note;
        }
    }

    @Test
    void a_node_serves_the_capabilities_that_it_is_given() {
        try (MeshKit kit = MeshKit.builder().processes(Left.class, Right.class).start()) {
            kit.start("n2", "right");

            assertThat(kit.mesh().nodesFor("left")).containsExactly("n1");
            assertThat(kit.mesh().nodesFor("right")).containsExactly("n1", "n2");
            assertThatThrownBy(() -> kit.start("n3", "rihgt"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("MESH00398: ")
                    .hasMessageContaining("[left, right]");
            assertThatThrownBy(() -> kit.node("n2").idOwned("left"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[n1]");
        }
    }

    @Test
    void a_client_calls_and_serves_nothing() {
        try (MeshKit kit = MeshKit.builder().processes(Left.class).start()) {
            KitNode client = kit.startClient("client");

            assertThat(echo(client.mesh(), Left.class)).isEqualTo(new Note(List.of("a")));
            assertThatThrownBy(() -> echo(client.mesh(), Right.class))
                    .isInstanceOf(NoNodesForCapabilityException.class);
        }
    }

    @Test
    void a_node_that_does_not_run_is_named_with_those_that_do() {
        try (MeshKit kit = MeshKit.builder().processes(Left.class).start()) {
            kit.start("n2");
            kit.crash("n2");

            assertThatThrownBy(() -> kit.node("n2")).hasMessage("MESH00905: no node \"n2\" runs, only [n1]");
            assertThatThrownBy(() -> kit.start("n1")).hasMessageStartingWith("MESH00905: ");
            kit.crash("n1");
            assertThatThrownBy(kit::mesh).hasMessageStartingWith("MESH00905: ");
        }
    }

    @Nested
    @MeshTest(Left.class)
    class OnOneNode {

        private final Note note = new Note(List.of("a"));

        @Test
        void a_payload_is_handed_over_as_it_is(Mesh mesh) {
            assertThat(mesh.call(Request.to(Left.class, "x").payload(note)).value())
                    .isSameAs(note);
        }
    }

    @Nested
    @MeshTest(value = Left.class, settings = "mesh.local-payload = copy")
    class OnOneNodeThatCopies {

        private final Note note = new Note(List.of("a"));

        @Test
        void a_payload_is_encoded_and_decoded(Mesh mesh) {
            assertThat(mesh.call(Request.to(Left.class, "x").payload(note).returning(Note.class))
                            .value())
                    .isEqualTo(note)
                    .isNotSameAs(note);
        }
    }

    @Nested
    @MeshTest(
            value = Left.class,
            nodes = {"n1", "n2"})
    class OnTwoNodes {

        @Test
        void what_no_signature_names_is_not_decoded(MeshKit kit) {
            String id = kit.node("n2").idOwned("left");

            assertThatThrownBy(() -> kit.node("n1")
                            .mesh()
                            .call(Request.to(Left.class, id).payload(new Secret(new Unnamed()))))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("MESH00504");
        }
    }

    private static Note echo(Mesh mesh, Class<?> process) {
        return mesh.call(
                        Request.to(process, "x").payload(new Note(List.of("a"))).returning(Note.class))
                .value();
    }
}
