package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.ledger.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** State in the script's database outlives all nodes, beside an application that has a persistence unit of its own. */
@Timeout(500)
@OnNodesOfItsOwn
class PersistentStateIT {

    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
    private static final Map<String, String> QUICK =
            Map.of("MESH_JAVA_OPTIONS", "@../config/short-lived.options", "MESH_READY_PATH", NodeSpec.SAMPLE_READY);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String UNIT = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="ledger">
                <properties>
                  <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    @TempDir
    Path home;

    private MeshScript script;

    @AfterEach
    void stop() throws Exception {
        script.run(QUICK, "stop");
    }

    @Test
    void stateOutlivesAllNodesAndTheApplicationsOwnPersistenceIsLeftAlone() throws Exception {
        script = MeshScript.in(home);
        start(2);
        for (var id : IDS) {
            assertThat(value(post(1, "durable-counter/" + id + "/increment"))).isEqualTo(1);
            assertThat(value(post(2, "durable-counter/" + id + "/increment"))).isEqualTo(2);
        }
        theApplicationKeepsItsOwn();
        aTransactionThatAHandlerLeavesOpenIsRolledBackWithoutWhatMeshWrote();

        assertThat(script.run(QUICK, "kill", "n2").code()).isZero();
        MeshCluster.await(
                "n1 serves what was on n2",
                Duration.ofSeconds(30),
                () -> IDS.stream()
                        .allMatch(id -> get(1, "durable-counter/" + id).status() == 200));
        assertThat(value(post(1, "counter/saved-at-the-end/increment"))).isEqualTo(1);
        assertThat(script.run(QUICK, "stop").code()).isZero();
        new ServerSocket(script.database(), 1, InetAddress.getLoopbackAddress()).close();

        start(1);
        for (var id : IDS) {
            assertThat(value(get(1, "durable-counter/" + id))).as(id).isEqualTo(2);
        }
        assertThat(value(get(1, "counter/saved-at-the-end"))).isEqualTo(1);
        assertThat(value(post(1, "durable-counter/a/increment"))).isEqualTo(3);
    }

    private void theApplicationKeepsItsOwn() {
        post(1, "ledger/kept").expect(204);
        assertThat(post(1, "ledger/lost?fail=true").status()).isEqualTo(500);

        assertThat(value(get(1, "ledger"))).as("bookings").isEqualTo(1);
        assertThat(value(get(1, "durable-counter/kept"))).isEqualTo(1);
        assertThat(value(get(1, "durable-counter/lost")))
                .as("Mesh's own transaction was not rolled back with the caller's")
                .isEqualTo(1);
    }

    private void aTransactionThatAHandlerLeavesOpenIsRolledBackWithoutWhatMeshWrote() {
        for (int thread = 0; thread < 8; thread++) { // the pool has four, and none is in a transaction for the next one
            Answer careless = post(1, "ledger/careless/x");
            assertThat(careless.body())
                    .as("message " + thread)
                    .contains("MESH00168: careless/Careless/x left a transaction open")
                    .contains("EXECUTED");
        }
        assertThat(value(post(1, "ledger/careless/x?by=0"))).as("saved").isZero();
        assertThat(value(get(1, "ledger/careless")))
                .as("Mesh's own commit did not commit what the handler left open in the same database")
                .isZero();
    }

    private void start(int nodes) throws IOException, InterruptedException {
        var run = script.run(QUICK, "start", "--nodes", "" + nodes, "--war", war().toString());
        assertThat(run.code()).as(run.output()).isZero();
    }

    private static long value(Answer answer) {
        return answer.expect(200).json().getInt("value");
    }

    private Answer get(int node, String path) {
        return send(node, path, HttpRequest.newBuilder().GET());
    }

    private Answer post(int node, String path) {
        return send(node, path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
    }

    private Answer send(int node, String path, HttpRequest.Builder request) {
        int port = script.ports().http() + node - 1;
        try {
            var response = CLIENT.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + "/mesh-sample/api/" + path))
                            .timeout(Duration.ofSeconds(15))
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new AssertionError(path + " of n" + node, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path war() {
        return TestWar.write(ShrinkWrap.create(WebArchive.class, "persistent-state.war")
                .merge(ShrinkWrap.createFromZipFile(
                        WebArchive.class, Path.of("target", "mesh-sample.war").toFile()))
                .addPackage(Ledger.class.getPackage())
                .addAsResource(new StringAsset(UNIT), "META-INF/persistence.xml"));
    }
}
