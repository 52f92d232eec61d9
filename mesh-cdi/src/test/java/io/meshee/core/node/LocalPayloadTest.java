package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Outcome;
import io.meshee.api.PayloadException;
import io.meshee.api.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalPayloadTest {

    private final World world = new World();

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void by_reference_a_process_of_the_same_node_gets_the_callers_own_object() throws Exception {
        MeshNode n1 = world.start("n1");
        byte[] sent = {1, 2, 3};

        assertThat(n1.call(Request.to(Worker.class, "a").payload(sent)).value()).isSameAs(sent);
    }

    @Test
    void by_copy_it_gets_one_of_its_own_and_so_does_the_caller() throws Exception {
        world.cluster.set("mesh.local-payload", "copy");
        MeshNode n1 = world.start("n1");
        byte[] sent = {1, 2, 3};

        Object reply = n1.call(Request.to(Worker.class, "a").payload(sent)).value();

        assertThat(reply).isEqualTo(sent).isNotSameAs(sent);
    }

    @Test
    void by_copy_what_could_not_travel_is_refused_on_one_node_too() throws Exception {
        world.cluster.set("mesh.local-payload", "copy").set("mesh.message.max-size", "64KiB");
        MeshNode n1 = world.start("n1");

        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a").payload(new Object())))
                .isInstanceOfSatisfying(
                        PayloadException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a").payload(new byte[70_000])))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("mesh.message.max-size");
        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a").payload(new Worker.Reply("thread"))))
                .isInstanceOfSatisfying(
                        PayloadException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.EXECUTED));
    }
}
