package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.SharedNodes.Nodes;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Nodes that go, each in its own way, while f1 and f2 stay. */
@Timeout(300)
@OnSharedNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the nodes that go are started side by side
class DepartureIT {

    private static final NodeSpec KILLED = FixtureNode.spec("killed");
    private static final NodeSpec STOPPED = FixtureNode.spec("stopped");
    private static final NodeSpec GRIDLESS = FixtureNode.spec("gridless");
    private static final Duration OUT_WITHIN = Duration.ofSeconds(2);

    private final Nodes nodes;
    private final MeshCluster cluster;
    private final FixtureNode f1;

    DepartureIT(Nodes nodes) {
        this.nodes = nodes;
        cluster = nodes.cluster();
        f1 = nodes.f1();
    }

    @BeforeAll
    void join() {
        cluster.launch(1, KILLED, STOPPED, GRIDLESS);
        cluster.awaitReady(KILLED, STOPPED, GRIDLESS);
        for (var name : List.of("killed", "stopped", "gridless")) {
            MeshCluster.await(
                    name + " is in",
                    Duration.ofSeconds(10),
                    () -> f1.nodesFor("cell").contains(name));
        }
    }

    @AfterAll
    void takeAway() {
        List.of("killed", "stopped", "gridless")
                .forEach(name -> cluster.node(name).kill());
        MeshCluster.await(
                "f1 and f2 are left",
                Duration.ofSeconds(10),
                () -> f1.nodesFor("cell").equals(List.of("f1", "f2")));
    }

    @Test
    void aKilledNodeIsOutAtOnceItsIdsAreServedByOthersAndItsNameIsFree() {
        var killed = nodes.fixture("killed");
        var id = f1.idOn("killed", "moves");
        assertThat(f1.call("count", id).node()).isEqualTo("killed");
        var inFlight = CompletableFuture.supplyAsync(
                () -> f1.call("wait", f1.idOn("killed", "in-flight"), "timeout=14000&arg=never"));
        MeshCluster.await(
                "the call is in flight",
                Duration.ofSeconds(10),
                () -> killed.get("activations/in-flight").json().getInt("ids") > 0);
        var firstStart = startId("killed");

        killed.node().kill();

        for (var survivor : List.of(f1, nodes.f2())) {
            MeshCluster.await(
                    survivor.name() + " lists it no more",
                    OUT_WITHIN,
                    () -> !survivor.nodesFor("cell").contains("killed"));
        }
        var lost = inFlight.join();
        assertThat(lost.error()).isEqualTo("NodeLostException");
        assertThat(lost.outcome()).isEqualTo("UNKNOWN");
        assertThat(lost.millis()).isLessThan(10_000);
        var moved = f1.call("count", id);
        assertThat(moved.error()).as(moved.message()).isNull();
        assertThat(moved.node()).isNotEqualTo("killed");
        assertThat(moved.value()).isEqualTo("1");

        cluster.join(KILLED);
        MeshCluster.await(
                "its successor is in",
                Duration.ofSeconds(10),
                () -> f1.nodesFor("cell").contains("killed"));
        assertThat(startId("killed")).isNotEqualTo(firstStart);
        assertThat(f1.call("count", f1.idOn("killed", "successor")).node()).isEqualTo("killed");
    }

    @Test
    void aNodeThatIsToStopIsNotReadyWhileItFinishesWhatRuns() {
        var stopping = nodes.fixture("stopped");
        var id = f1.idOn("stopped", "finishing");
        var running = CompletableFuture.supplyAsync(() -> f1.call("wait", id, "timeout=14000&arg=finish"));
        MeshCluster.await(
                "the handler runs",
                Duration.ofSeconds(10),
                () -> stopping.get("activations/" + id).json().getInt("ids") > 0);

        stopping.node().askToStop();

        MeshCluster.await(
                "not ready while it finishes",
                Duration.ofSeconds(5),
                () -> stopping.node()
                        .tryGet("/health/ready")
                        .filter(answer -> answer.status() == 503)
                        .isPresent());
        assertThat(running).isNotDone();
        stopping.openGate("finish");
        assertThat(running.join().value()).isEqualTo("through finish");
        stopping.node().awaitStopped();
        assertThat(f1.nodesFor("cell")).doesNotContain("stopped");
        var next = f1.call("count", id);
        assertThat(next.error()).as(next.message()).isNull();
        assertThat(next.node()).isNotEqualTo("stopped");
    }

    @Test
    void aNodeWithoutItsDataGridIsNotReadyAndIsOut() {
        var gridless = nodes.fixture("gridless");
        assertThat(Health.isReady(gridless.node())).isTrue();

        gridless.node().post("/fixture/api/grid/stop", "").expect(204);

        MeshCluster.await(
                "it says so itself",
                Duration.ofSeconds(5),
                () -> gridless.node()
                        .tryGet("/health/ready")
                        .filter(answer -> answer.status() == 503)
                        .isPresent());
        MeshCluster.await(
                "f1 lists it no more",
                Duration.ofSeconds(5),
                () -> !f1.nodesFor("cell").contains("gridless"));
        gridless.node().get("/health/live").expect(200);
    }

    private String startId(String name) {
        return f1.get("view").json().getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .filter(member -> member.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getString("startId");
    }
}
