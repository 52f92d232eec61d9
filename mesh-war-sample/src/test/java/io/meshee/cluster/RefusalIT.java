package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import io.meshee.cluster.refused.Conversation;
import io.meshee.cluster.refused.Mute;
import io.meshee.cluster.refused.Shared;
import io.meshee.cluster.refused.Torn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Nodes that may not join or must wait, and an application that may not be deployed: each says why in its log, and is not ready. */
@Timeout(300)
@OnSharedNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the nodes are started side by side
class RefusalIT {

    private static final NodeSpec NAMESAKE = FixtureNode.spec("namesake").setting("mesh.node.name", "f1");
    private static final NodeSpec OTHER_SHARDS =
            FixtureNode.spec("other-shards").setting("mesh.shards", "1024");
    private static final NodeSpec BAD_APPLICATION = NodeSpec.node("bad-application")
            .war(TestWar.write(TestWar.of("refused.war", "refused", Mute.class.getPackage())))
            .setting("mesh.call.timeout", "soon")
            .setting("mesh.executor.max-threads", "0")
            .setting("mesh.colour", "blue")
            .setting("mesh.capabilities", "mute,absent");

    private static final NodeSpec WAITING =
            NodeSpec.node("waiting").setting("mesh.name", "waiting").setting("mesh.cluster.initial-members", "2");

    private final MeshCluster cluster;
    private final FixtureNode f1;

    RefusalIT(Nodes nodes) {
        cluster = nodes.cluster();
        f1 = nodes.f1();
    }

    @BeforeAll
    void launch() {
        cluster.launch(1, NAMESAKE, OTHER_SHARDS, BAD_APPLICATION, WAITING);
    }

    @AfterAll
    void takeAway() {
        List.of(NAMESAKE, OTHER_SHARDS, BAD_APPLICATION, WAITING)
                .forEach(spec -> cluster.node(spec.name()).kill());
    }

    @Test
    void aSecondNodeOfALiveNameIsRefused() {
        var namesake = cluster.node("namesake");
        awaitLogged(namesake, "MESH00700: mesh.node.name: a node named \"f1\" is alive already");
        assertRefused(namesake);
        assertThat(f1.nodesFor("cell")).containsExactly("f1", "f2");
        assertThat(f1.call("count", f1.idOn("f1", "not-the-namesake")).error()).isNull();
    }

    @Test
    void aNodeWithAnotherNumberOfShardsIsRefusedWithBothNumbers() {
        var other = cluster.node("other-shards");
        awaitLogged(other, "MESH00702: mesh.shards is 1024 here, but 4096 on member \"f");
        assertRefused(other);
        assertThat(f1.nodesFor("cell")).containsExactly("f1", "f2");
    }

    @Test
    void everyMistakeOfAnApplicationIsToldAtOnceWithItsClass() {
        var bad = cluster.node("bad-application");
        for (var culprit : List.of(Mute.class, Shared.class, Torn.class, Conversation.class)) {
            awaitLogged(bad, culprit.getName());
            assertThat(bad.log())
                    .containsPattern("MESH00\\d{3}: " + culprit.getName().replace(".", "\\."));
        }
        assertRefused(bad);
    }

    @Test
    void everyWrongSettingIsToldAtOnceWithItsKeyAndValue() {
        var bad = cluster.node("bad-application");
        awaitLogged(bad, "mesh.call.timeout");
        assertThat(bad.log())
                .containsPattern("MESH00302: mesh\\.call\\.timeout.*soon")
                .containsPattern("MESH00303: mesh\\.executor\\.max-threads.*0")
                .containsPattern("MESH00301: mesh\\.colour")
                .containsPattern("MESH00398: mesh\\.capabilities.*absent");
    }

    @Test
    void aNodeThatWaitsForOthersRefusesCallsAsNotExecuted() {
        var waiting = cluster.node("waiting");
        awaitLogged(waiting, "ready in");
        MeshCluster.await(
                "it answers",
                Duration.ofSeconds(30),
                () -> waiting.tryGet(NodeSpec.SAMPLE_READY)
                        .filter(answer -> answer.status() == 200)
                        .isPresent());
        assertThat(Health.isReady(waiting)).isFalse();
        assertThat(Health.of(waiting, "mesh-started").getString("status")).isEqualTo("UP");
        var refusal = waiting.get("/mesh-sample/api/counter/early").expect(503).json();
        assertThat(refusal.getString("type")).endsWith("not-running");
        assertThat(refusal.getString("outcome")).isEqualTo("NOT_EXECUTED");
    }

    private static void awaitLogged(MeshNode node, String text) {
        node.awaitLogged(text, Duration.ofSeconds(120));
    }

    /** Once it has started: before that, nothing is ready. */
    private static void assertRefused(MeshNode node) {
        awaitLogged(node, "ready in");
        assertThat(Health.isReady(node)).isFalse();
        assertThat(node.tryGet(node.spec().readyPath()))
                .hasValueSatisfying(answer -> assertThat(answer.status()).isNotEqualTo(200));
    }
}
