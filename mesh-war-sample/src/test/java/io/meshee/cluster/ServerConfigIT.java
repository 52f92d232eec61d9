package io.meshee.cluster;

import static io.meshee.cluster.NodeSpec.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What server-config promises, shown on nodes that run an application without Mesh. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // a start costs more than all the tests
@OnNodesOfItsOwn
class ServerConfigIT {

    private final Path war = ProbeWar.into(Path.of("target", "probe"));
    private final MeshCluster cluster = MeshCluster.named("server-config");
    private List<String> logsAfterStart;

    @BeforeAll
    void startNodes() {
        cluster.start(probe("n1"), probe("n2"));
        logsAfterStart = cluster.nodes().stream().map(MeshNode::log).toList();
        cluster.launch(1, probe("doomed"), probe("frozen"));
        cluster.awaitReady(probe("doomed"), probe("frozen"));
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    @Test
    void nodesCallEachOthersRemoteEjbs() {
        assertThat(echo("n1", "n2", Duration.ZERO)).isEqualTo("n2:hello");
        assertThat(echo("n2", "n1", Duration.ZERO)).isEqualTo("n1:hello");
    }

    @Test
    void aHealthyStartLogsNothingThatLooksLikeTrouble() {
        for (var log : logsAfterStart) {
            assertThat(log).doesNotContain("SEVERE", "WARNING", "Exception", "\tat ");
        }
    }

    @Test
    void nothingListensBeyondLoopback() throws IOException {
        var outside = outsideAddress();
        assumeTrue(outside.isPresent(), "this machine has no address but loopback");
        for (var node : List.of(cluster.node("n1"), cluster.node("n2"))) {
            for (int port : List.of(
                    node.ports().http(), node.ports().iiop(), node.ports().grid())) {
                assertThat(connects("127.0.0.1", port))
                        .as("port %d on loopback", port)
                        .isTrue();
                assertThat(connects(outside.get().getHostAddress(), port))
                        .as("port %d on %s", port, outside.get())
                        .isFalse();
            }
        }
    }

    @Test
    void aRemoteCallWithoutAnAnswerEndsAfterTenSecondsAsUnknown() {
        long begun = System.nanoTime();
        assertThat(echo("n1", "n2", Duration.ofSeconds(13))).contains("COMM_FAILURE", "completed: Maybe");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
    }

    @Test
    void aKilledNodeLeavesTheGridWithinTwoSecondsAndCallsToItFailAsNotSent() {
        var doomed = cluster.node("doomed");
        assertThat(echo("n1", "doomed", Duration.ZERO)).isEqualTo("doomed:hello");
        doomed.kill();
        awaitInGridLog("Removed", doomed, Duration.ofSeconds(2));
        long begun = System.nanoTime();
        assertThat(echo("n1", "doomed", Duration.ZERO)).contains("COMM_FAILURE", "completed: No");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aFrozenNodeLeavesTheGridWithinFifteenSeconds() {
        var frozen = cluster.node("frozen");
        frozen.freeze();
        awaitInGridLog("Removed", frozen, Duration.ofSeconds(15));
        frozen.kill();
    }

    private NodeSpec probe(String name) {
        return node(name).war(war).readyPath(ProbeWar.READY);
    }

    private String echo(String caller, String callee, Duration pause) {
        var path = "/probe/api/echo/" + cluster.node(callee).ports().iiop() + "?pause=" + pause.toMillis();
        return cluster.node(caller).get(path).expect(200).body();
    }

    private void awaitInGridLog(String change, MeshNode node, Duration patience) {
        var message = "Data Grid Instance " + change;
        var address = ":" + node.ports().grid();
        var observer = cluster.node("n1");
        MeshCluster.await(
                "n1 logs: " + message + " " + node.name(),
                patience,
                () -> observer.log().lines().anyMatch(line -> line.contains(message) && line.endsWith(address)));
    }

    private static Optional<InetAddress> outsideAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findAny();
    }

    private static boolean connects(String host, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1000);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}
