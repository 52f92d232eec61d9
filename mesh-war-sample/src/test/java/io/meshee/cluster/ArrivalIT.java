package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import io.meshee.cluster.novelty.Novelty;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A third node joins two that run, deployed under another WAR name; a server without Mesh joins their data grid, which
 * a second mesh uses already.
 */
@Timeout(300)
@OnSharedNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the late nodes are started once
class ArrivalIT {

    private static final NodeSpec LATE = FixtureNode.spec("f3", "fixture-of-another-name", Novelty.class.getPackage());
    private static final NodeSpec STRANGER = NodeSpec.node("stranger")
            .war(ProbeWar.into(Path.of("target", "probe-stranger")))
            .readyPath(ProbeWar.READY);
    private static final int CELLS = 10_000;

    private final Nodes nodes;
    private List<FixtureNode> fixtures;

    ArrivalIT(Nodes nodes) {
        this.nodes = nodes;
    }

    @BeforeAll
    void join() {
        nodes.f1().post("register/early");
        nodes.f1().call("count", nodes.f1().idOn("f1", "before-the-late-node"));
        nodes.cluster().launch(1, LATE, STRANGER);
        nodes.cluster().awaitReady(LATE, STRANGER);
        fixtures = List.of(nodes.f1(), nodes.f2(), nodes.fixture("f3"));
    }

    @AfterAll
    void leave() {
        nodes.f1().post("unregister/early");
        nodes.cluster().node("f3").kill();
        nodes.cluster().node("stranger").kill();
        MeshCluster.await(
                "f3 is out",
                Duration.ofSeconds(10),
                () -> nodes.f1().nodesFor("cell").equals(List.of("f1", "f2")));
    }

    @Test
    void aLateNodeLearnsEverythingAndIsLearntByAll() {
        for (var node : fixtures) {
            assertThat(node.nodesFor("cell")).containsExactly("f1", "f2", "f3");
            assertThat(node.nodesFor("early")).containsExactly("f1");
            assertThat(view(node)).isEqualTo(view(fixtures.get(0)));
        }
    }

    @Test
    void everyNodeReachesEveryOtherByRemoteEjbThoughTheirApplicationsDifferInName() {
        for (var caller : fixtures) {
            for (var owner : fixtures) {
                var report = caller.call("count", caller.idOn(owner.name(), "from-" + caller.name()));
                assertThat(report.error()).as(report.message()).isNull();
                assertThat(report.node()).isEqualTo(owner.name());
            }
            assertThat(sent(caller)).hasSize(2).allSatisfy(peer -> {
                assertThat(peer.getString("transport")).isEqualTo("remote-ejb");
                assertThat(peer.getInt("batches")).isPositive();
            });
        }
    }

    @Test
    void tenThousandIdsOverThreeNodesAreActivatedOnceEach() {
        var calls = fixtures.stream()
                .map(node -> CompletableFuture.supplyAsync(
                        () -> node.post("spread/spread-?cells=" + CELLS).json()))
                .toList();
        for (var call : calls) {
            var spread = call.join();
            assertThat(spread.getString("failure", null)).isNull();
            assertThat(spread.getJsonObject("served").keySet()).containsExactlyInAnyOrder("f1", "f2", "f3");
        }
        assertThat(sumOverNodes("ids")).isEqualTo(CELLS);
        assertThat(sumOverNodes("activations")).isEqualTo(CELLS);
        assertThat(nodes.f1().call("value", "spread-0").value()).isEqualTo("3");
    }

    @Test
    void capabilitiesThatALateNodeAddsAndTakesAwayReachEveryNode() {
        var late = fixtures.get(2);
        late.post("register/late-first");
        late.post("register/late-second");
        for (var node : fixtures) {
            assertThat(node.nodesFor("late-first")).containsExactly("f3");
            assertThat(node.nodesFor("late-second")).containsExactly("f3");
        }
        late.post("unregister/late-first");
        for (var node : fixtures) {
            assertThat(node.nodesFor("late-first")).isEmpty();
            assertThat(node.nodesFor("late-second")).containsExactly("f3");
        }
        late.post("unregister/late-second");
    }

    @Test
    void aClassThatOnlyOneNodeHasServesAllNodes() {
        for (var caller : fixtures) {
            var report = caller.call("value", "from-" + caller.name(), "type=Novelty&capability=novelty");
            assertThat(report.error()).as(report.message()).isNull();
            assertThat(report.value()).isEqualTo("new");
            assertThat(report.node()).isEqualTo("f3");
        }
    }

    @Test
    void aGridMemberWithoutMeshIsNoMemberOfTheMesh() {
        assertOnTheGridOf(nodes.n1(), nodes.cluster().node("stranger"));
        for (var node : fixtures) {
            assertThat(members(view(node))).containsExactly("f1", "f2", "f3");
            assertThat(Health.isReady(node.node())).isTrue();
        }
    }

    @Test
    void twoMeshesOnOneGridStayApart() {
        assertOnTheGridOf(nodes.n1(), nodes.f1().node());
        for (var node : List.of(nodes.n1(), nodes.n2())) {
            var view = node.get("/mesh-sample/api/mesh/view").expect(200).json();
            assertThat(members(view)).containsExactly("n1", "n2");
            assertThat(FixtureNode.strings(node.get("/mesh-sample/api/mesh/nodes?capability=cell")
                            .expect(200)))
                    .isEmpty();
        }
        assertThat(nodes.f1().nodesFor("game")).isEmpty();
    }

    private long sumOverNodes(String member) {
        return fixtures.stream()
                .mapToLong(node -> node.get("activations/spread-").json().getInt(member))
                .sum();
    }

    private static JsonObject view(FixtureNode node) {
        return node.get("view").json();
    }

    private static List<String> members(JsonObject view) {
        return view.getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .map(member -> member.getString("name"))
                .toList();
    }

    private static List<JsonObject> sent(FixtureNode node) {
        JsonArray sent = node.status().getJsonArray("sent");
        return sent.getValuesAs(JsonObject.class);
    }

    /** The server logs the members of its grid whenever one comes or goes, as one has: the stranger. */
    private static void assertOnTheGridOf(MeshNode observer, MeshNode other) {
        assertThat(observer.log().lines())
                .anyMatch(line -> line.startsWith(" DataGrid: ")
                        && line.endsWith(":" + other.ports().grid()));
    }
}
