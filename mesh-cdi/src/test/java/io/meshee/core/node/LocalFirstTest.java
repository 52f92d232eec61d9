package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.ClusterView;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.ProcessRef;
import io.meshee.api.Request;
import io.meshee.core.handler.ProcessClass;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who handles a message to a pooled type that n1 sends; n2 owns its id. */
class LocalFirstTest {

    record Work() implements Serializable {}

    @Capability("press")
    static final class Press {
        @Handle
        public String work(Work work) {
            return "done";
        }
    }

    @Capability("hold")
    final class Holder {
        @Handle(execution = Execution.POOL)
        public void hold(Work work) {
            gate.pass();
        }
    }

    private final Gate gate = new Gate();
    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void endNodes() {
        gate.open();
        cluster.close();
    }

    @Test
    void a_node_that_serves_the_capability_handles_its_own_messages_whoever_owns_the_id() throws Exception {
        startTwo();
        String id = TestCluster.idOwnedBy(node("n2"), "press");

        assertThat(work("n1", id).node()).isEqualTo("n1");
        assertThat(work("n2", id).node()).isEqualTo("n2");
        assertThat(node("n1").ownerNode(node("n1").shardFor(id), "press")).contains("n2");
    }

    @Test
    void switched_off_the_owner_handles_it() throws Exception {
        cluster.set("mesh.process.local-first", "false");
        startTwo();

        assertThat(work("n1", TestCluster.idOwnedBy(node("n2"), "press")).node())
                .isEqualTo("n2");
    }

    @Test
    void switched_off_for_the_type_the_owner_handles_it() throws Exception {
        cluster.set("mesh.process.\"Press\".local-first", "false");
        startTwo();

        assertThat(work("n1", TestCluster.idOwnedBy(node("n2"), "press")).node())
                .isEqualTo("n2");
    }

    @Test
    void a_node_that_has_the_class_but_does_not_serve_the_capability_any_more_sends_it_to_the_owner() throws Exception {
        startTwo();
        node("n1").unregisterCapabilities("press").toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(work("n1", "any").node()).isEqualTo("n2");
    }

    @Test
    void a_node_without_the_class_sends_it_to_the_owner() throws Exception {
        cluster.start("n1", holder());
        cluster.start("n2", press());

        assertThat(work("n1", "any").node()).isEqualTo("n2");
    }

    @Test
    void a_node_that_hands_its_shards_over_sends_it_to_those_that_stay() throws Exception {
        startTwo();
        MeshNode leaving = node("n1");
        String held = TestCluster.idOwnedBy(leaving, "hold");
        leaving.cast(Request.to("Holder", held).capability("hold").payload(new Work()));
        gate.awaitArrivals(1);
        Thread stop = new Thread(() -> cluster.stop("n1"));
        stop.start();
        Eventually.until(
                "n1 is leaving",
                () -> leaving.view().members().stream()
                        .anyMatch(member -> member.state() == ClusterView.State.LEAVING));

        assertThat(work(leaving, "any").node()).isEqualTo("n2");
        gate.open();
        stop.join();
    }

    private void startTwo() throws Exception {
        cluster.start("n1", press(), holder());
        cluster.start("n2", press(), holder());
    }

    private MeshNode node(String name) {
        return cluster.node(name);
    }

    private ProcessRef work(String from, String id) {
        return work(node(from), id);
    }

    private static ProcessRef work(MeshNode from, String id) {
        return from.call(Request.to("Press", id)
                        .capability("press")
                        .payload(new Work())
                        .returning(String.class))
                .process();
    }

    private ProcessClass holder() {
        return ProcessClasses.of(Holder.class, Holder::new);
    }

    private static ProcessClass press() {
        return ProcessClasses.pooled(Press.class, new Press());
    }
}
