package io.meshee.cluster;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The sample without its remote view, on Payara Micro as it is published: by themselves, then with a Mesh node. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // a start costs more than the tests
@OnNodesOfItsOwn
class StockIT {

    private static final String API = "/mesh-sample/api/";

    private final MeshCluster cluster = MeshCluster.named("stock");
    private Set<String> servedByThemselves;
    private JsonObject sentByThemselves;

    @BeforeAll
    void startStockNodesAndThenAMeshNode() {
        cluster.start(
                NodeSpec.stockNode("s1").setting("mesh.process.local-first", "false"), // for payments to cross the grid
                NodeSpec.stockNode("s2"));
        servedByThemselves = incrementFrom("s1", "alone");
        sentByThemselves = sent("s1", "s2");
        cluster.join(NodeSpec.node("n1"));
        MeshCluster.await(
                "all three are members",
                Duration.ofSeconds(10),
                () -> List.of("n1", "s1", "s2").stream()
                        .allMatch(name -> nodesFor(name, "game").size() == 3));
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    @Test
    void stockNodesMakeAMeshOverTheDataGridAlone() {
        assertThat(servedByThemselves).containsExactlyInAnyOrder("s1", "s2");
        assertThat(sentByThemselves.getString("transport")).isEqualTo("data-grid");
        assertThat(sentByThemselves.getInt("batches")).isPositive();
        assertThat(offers("s1")).containsExactly("data-grid");
    }

    @Test
    void stockNodesAndRemoteEjbNodesMakeOneMesh() {
        for (var asked : List.of("s1", "s2", "n1")) {
            assertThat(nodesFor(asked, "game")).containsExactly("n1", "s1", "s2");
            assertThat(incrementFrom(asked, "together-" + asked)).containsExactlyInAnyOrder("n1", "s1", "s2");
        }
        assertThat(offers("n1")).containsExactly("remote-ejb", "data-grid");
        assertThat(sent("n1", "s1").getString("transport")).isEqualTo("data-grid");
        assertThat(sent("s1", "n1").getString("transport")).isEqualTo("data-grid");
    }

    @Test
    void aDeclaredExceptionCrossesTheDataGridAsItself() {
        for (int order = 0; order < 10; order++) {
            assertThat(cluster.node("s1")
                            .post(API + "payment/declined-" + order, "{\"amount\":5000}")
                            .expect(422)
                            .body())
                    .contains("over the limit of 1000");
        }
    }

    private Set<String> incrementFrom(String asked, String prefix) {
        return IntStream.range(0, 40)
                .mapToObj(number -> cluster.node(asked)
                        .post(API + "counter/" + prefix + "-" + number + "/increment", "")
                        .expect(200)
                        .servedBy())
                .collect(toSet());
    }

    private List<String> nodesFor(String asked, String capability) {
        return FixtureNode.strings(cluster.node(asked)
                .get(API + "mesh/nodes?capability=" + capability)
                .expect(200));
    }

    private List<String> offers(String asked) {
        return transport(asked).getJsonArray("offers").getValuesAs(JsonString::getString);
    }

    private JsonObject sent(String asked, String peer) {
        return transport(asked).getJsonArray("sent").getValuesAs(JsonObject.class).stream()
                .filter(sent -> sent.getString("node").equals(peer))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject transport(String asked) {
        return cluster.node(asked).get(API + "mesh/transport").expect(200).json();
    }
}
