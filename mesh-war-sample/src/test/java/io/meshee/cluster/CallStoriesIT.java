package io.meshee.cluster;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample application on two nodes. */
@Timeout(300)
@OnSharedNodes
class CallStoriesIT {

    private static final String API = "/mesh-sample/api/";

    private final MeshNode n1;
    private final MeshNode n2;

    CallStoriesIT(Nodes nodes) {
        n1 = nodes.n1();
        n2 = nodes.n2();
    }

    @Test
    void eachNodeIsAskedAndTheOwnerServes() {
        for (var asked : new MeshNode[] {n1, n2}) {
            for (int player = 0; player < 20; player++) {
                var id = asked.name() + "-player-" + player;
                var owner = asked.get(API + "mesh/shards/" + id)
                        .expect(200)
                        .json()
                        .getJsonObject("owners")
                        .getString("game");
                assertThat(asked.post(API + "game/" + id + "/move", "{\"direction\":\"up\"}")
                                .expect(200)
                                .servedBy())
                        .isEqualTo(owner);
            }
        }
    }

    @Test
    void bothNodesServeSomeOfTheIdsOfASharedCapability() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(number -> n1.post(API + "counter/shared-" + number + "/increment", "")
                                .expect(200)
                                .servedBy())
                        .collect(toSet()))
                .containsExactlyInAnyOrder("n1", "n2");
    }

    @Test
    void aProcessHasOneStateWhicheverNodeIsAsked() {
        for (var id : new String[] {"one-state-a", "one-state-b", "one-state-c"}) {
            n1.post(API + "counter/" + id + "/increment", "").expect(200);
            n2.post(API + "counter/" + id + "/increment", "").expect(200);
            assertThat(n1.get(API + "counter/" + id).expect(200).json().getInt("value"))
                    .isEqualTo(2);
            assertThat(n2.get(API + "counter/" + id).expect(200).json().getInt("value"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aCapabilityOfOneNodeIsServedByThatNodeAlone() {
        for (int order = 0; order < 10; order++) {
            assertThat(n1.post(API + "payment/order-" + order, "{\"amount\":12.5}")
                            .expect(200)
                            .servedBy())
                    .isEqualTo("n2");
        }
        n2.post(API + "chat/lobby", "{\"author\":\"ann\",\"text\":\"hello\"}").expect(202);
        MeshCluster.await(
                "the line is in the room",
                Duration.ofSeconds(5),
                () -> !n2.get(API + "chat/lobby")
                        .expect(200)
                        .json()
                        .getJsonArray("lines")
                        .isEmpty());
        assertThat(n2.get(API + "chat/lobby").expect(200).servedBy()).isEqualTo("n1");
    }

    @Test
    void aLineIsBroadcastToTheTickersOfTheNodesThatServeChat() {
        n2.post(API + "chat/ticked", "{\"author\":\"bob\",\"text\":\"for all\"}")
                .expect(202);
        MeshCluster.await(
                "the line is in the ticker",
                Duration.ofSeconds(5),
                () -> n1.get(API + "ticker").expect(200).body().contains("\"room\":\"ticked\""));
        assertThat(n2.get(API + "ticker").expect(200).jsonArray()).isEmpty();
    }

    @Test
    void aDeclaredExceptionCrossesTheClusterAsItself() {
        assertThat(n1.post(API + "payment/declined", "{\"amount\":5000}")
                        .expect(422)
                        .json()
                        .getString("detail"))
                .isEqualTo("The amount 5000 is over the limit of 1000");
    }

    @Test
    void everyNodeKnowsTheCapabilitiesOfAll() {
        for (var node : new MeshNode[] {n1, n2}) {
            assertThat(FixtureNode.strings(node.get(API + "mesh/capabilities").expect(200)))
                    .contains("chat", "counter", "game", "payment");
            assertThat(nodesFor(node, "game")).containsExactly("n1", "n2");
            assertThat(nodesFor(node, "chat")).containsExactly("n1");
            assertThat(nodesFor(node, "payment")).containsExactly("n2");
            assertThat(nodesFor(node, "nothing")).isEmpty();
        }
    }

    @Test
    void capabilitiesAreAddedAndTakenAwayOnEveryNode() {
        n1.post(API + "mesh/capabilities", "{\"register\":[\"added-first\"]}").expect(200);
        n1.post(API + "mesh/capabilities", "{\"register\":[\"added-second\"]}").expect(200);
        assertThat(nodesFor(n2, "added-first")).containsExactly("n1");
        assertThat(nodesFor(n2, "added-second")).containsExactly("n1");
        n1.post(API + "mesh/capabilities", "{\"unregister\":[\"added-first\",\"added-second\"]}")
                .expect(200);
        assertThat(nodesFor(n2, "added-first")).isEmpty();
        assertThat(nodesFor(n2, "added-second")).isEmpty();
        assertThat(nodesFor(n2, "chat")).containsExactly("n1");
    }

    @Test
    void callsToTheOtherNodeTravelByRemoteEjb() {
        var receivedBefore = received(n2);
        var sentBefore = sentTo(n1, "n2");
        for (int order = 0; order < 20; order++) {
            n1.post(API + "payment/counted-" + order, "{\"amount\":1}").expect(200);
        }
        assertThat(sentTo(n1, "n2").getString("transport")).isEqualTo("remote-ejb");
        assertThat(sentTo(n1, "n2").getInt("batches") - sentBefore.getInt("batches"))
                .isGreaterThanOrEqualTo(20);
        assertThat(received(n2).getInt("messages") - receivedBefore.getInt("messages"))
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void observersOfTheApplicationAreToldOfActivationsViewsAndShardsOnEachNode() {
        n1.post(API + "game/observed/move", "{\"direction\":\"up\"}").expect(200);
        var owner = n1.get(API + "mesh/shards/observed").expect(200).json().getJsonObject("owners");
        var node = owner.getString("game").equals("n1") ? n1 : n2;

        MeshCluster.await(
                "the activation is told",
                Duration.ofSeconds(5),
                () -> eventsOf(node).contains("ProcessActivated game/observed"));
        for (var each : List.of(n1, n2)) {
            MeshCluster.await(
                    "view and shards are told",
                    Duration.ofSeconds(5),
                    () -> eventsOf(each).contains("ViewChanged epoch")
                            && eventsOf(each).contains("ShardsMoved counter"));
        }
    }

    private static String eventsOf(MeshNode node) {
        return node.get(API + "mesh/events").expect(200).json().getJsonArray("events").stream()
                .map(JsonValue::asJsonObject)
                .map(event -> event.getString("event") + " " + event.getString("about"))
                .collect(joining("\n"));
    }

    @Test
    void localCallsLeaveTheNetworkAlone() {
        var receivedBefore = received(n2);
        var sentBefore = sentTo(n1, "n2");
        for (int i = 0; i < 20; i++) {
            assertThat(n1.get(API + "chat/local-room").expect(200).servedBy()).isEqualTo("n1");
        }
        assertThat(sentTo(n1, "n2").getInt("batches")).isEqualTo(sentBefore.getInt("batches"));
        assertThat(received(n2).getInt("messages")).isEqualTo(receivedBefore.getInt("messages"));
    }

    @Test
    void healthTellsHowANodeStands() {
        for (var node : new MeshNode[] {n1, n2}) {
            node.get("/health/started").expect(200);
            node.get("/health/live").expect(200);
            var data = Health.of(node, "mesh-ready").getJsonObject("data");
            // the server writes numbers as strings
            assertThat(data.getString("node")).isEqualTo(node.name());
            assertThat(data.getString("members")).isEqualTo("2");
            assertThat(data.getString("capabilities").split(",")).contains("game", "counter");
            assertThat(data.getString("transport")).isEqualTo("remote-ejb,data-grid");
            assertThat(Long.parseLong(data.getString("epoch"))).isPositive();
        }
    }

    private static List<String> nodesFor(MeshNode node, String capability) {
        return FixtureNode.strings(
                node.get(API + "mesh/nodes?capability=" + capability).expect(200));
    }

    private static JsonObject received(MeshNode node) {
        return transport(node).getJsonObject("received");
    }

    private static JsonObject sentTo(MeshNode node, String peer) {
        return transport(node).getJsonArray("sent").getValuesAs(JsonObject.class).stream()
                .filter(sent -> sent.getString("node").equals(peer))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject transport(MeshNode node) {
        return node.get(API + "mesh/transport").expect(200).json();
    }
}
