package io.meshee.cluster;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.List;

/** A node that runs the fixture application, spoken to through its REST face. */
record FixtureNode(MeshNode node) {

    /** {@code mesh.name} of the fixture's nodes. */
    static final String MESH = "fixture";

    private static final String API = "/fixture/api/";

    /** A node of the fixture's mesh. */
    static NodeSpec spec(String name) {
        return spec(name, "fixture");
    }

    /** A node of the fixture's mesh whose application has another name. */
    static NodeSpec spec(String name, String application) {
        return NodeSpec.node(name).war(war(application)).readyPath(API + "view").setting("mesh.name", MESH);
    }

    String name() {
        return node.name();
    }

    /** Has the node call a cell. */
    Report call(String task, String id) {
        return call(task, id, "");
    }

    /** Has the node call a cell; the rest is the query, without its question mark. */
    Report call(String task, String id, String query) {
        return new Report(post("call/" + task + "/" + id + "?" + query).json());
    }

    Report cast(String task, String id, String argument) {
        return new Report(post("cast/" + task + "/" + id + "?arg=" + argument).json());
    }

    /** An id that a node owns. */
    String idOn(String owner, String prefix) {
        return idsOn(owner, prefix, 1).get(0);
    }

    List<String> idsOn(String owner, String prefix, int count) {
        return strings(get("ids/" + prefix + "?owner=" + owner + "&count=" + count));
    }

    /** Another id in the same shard. */
    String idInShardOf(String id) {
        return strings(get("ids/" + id + "-twin?like=" + id)).get(0);
    }

    List<String> nodesFor(String capability) {
        return strings(get("nodes/" + capability));
    }

    void openGate(String name) {
        node.post(API + "gates/" + name, "").expect(204);
    }

    JsonObject status() {
        return get("status").json();
    }

    /** Counts batches that were refused. */
    int refused() {
        return status().getJsonObject("received").getInt("refused");
    }

    Answer get(String path) {
        return node.get(API + path).expect(200);
    }

    Answer post(String path) {
        return node.post(API + path, "").expect(200);
    }

    /** Without an expectation. */
    Answer tryPost(String path) {
        return node.post(API + path, "");
    }

    static List<String> strings(Answer answer) {
        return answer.jsonArray().getValuesAs(JsonString::getString);
    }

    private static Path war(String application) {
        return TestWar.write(TestWar.of(
                application + ".war", "fixture", io.meshee.cluster.fixture.FixtureApplication.class.getPackage()));
    }

    /** What became of a call. */
    record Report(JsonObject json) {

        String value() {
            return json.getString("value", null);
        }

        String node() {
            return json.getJsonObject("process").getString("node");
        }

        long incarnation() {
            return json.getJsonObject("process").getJsonNumber("incarnation").longValue();
        }

        /** The exception's simple name; {@code null} if there was none. */
        String error() {
            return json.getString("error", null);
        }

        String outcome() {
            return json.getString("outcome", null);
        }

        String message() {
            return json.getString("message", null);
        }

        long millis() {
            return json.getJsonNumber("millis").longValue();
        }
    }
}
