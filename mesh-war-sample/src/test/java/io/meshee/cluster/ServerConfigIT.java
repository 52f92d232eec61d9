package io.meshee.cluster;

import static io.meshee.cluster.NodeSpec.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What server-config promises, shown on nodes that run an application without Mesh. */
@Timeout(300)
class ServerConfigIT {

    private final MeshCluster cluster = MeshCluster.named("server-config");

    @BeforeEach
    void twoNodes() {
        var war = ProbeWar.into(Path.of("target", "probe"));
        cluster.start(
                node("n1").war(war).readyPath(ProbeWar.READY),
                node("n2").war(war).readyPath(ProbeWar.READY));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    /** One start for all: a start costs more than the checks. */
    @Test
    void nodesCallEachOtherQuietlyOnLoopbackOnlyAndNoticeDeathAndSilence() throws IOException {
        nodesCallEachOthersBeans();
        aHealthyStartLogsNothingThatLooksLikeTrouble();
        nothingListensBeyondLoopback();
        aCallThatGetsNoAnswerEndsWithTheOrbTimeOut();
        aKilledNodeIsOutOfTheGridAndItsCallersKnowAtOnce();
    }

    private void nodesCallEachOthersBeans() {
        assertThat(echo("n1", "n2", Duration.ZERO)).isEqualTo("n2:hello");
        assertThat(echo("n2", "n1", Duration.ZERO)).isEqualTo("n1:hello");
    }

    private void aHealthyStartLogsNothingThatLooksLikeTrouble() {
        for (var node : cluster.nodes()) {
            assertThat(node.log()).doesNotContain("SEVERE", "WARNING", "Exception", "\tat ");
        }
    }

    private void nothingListensBeyondLoopback() throws IOException {
        var other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findAny();
        if (other.isEmpty()) {
            return;
        }
        for (var node : cluster.nodes()) {
            var ports = node.ports();
            for (int port : new int[] {ports.http(), ports.iiop(), ports.grid()}) {
                assertThat(connects(new InetSocketAddress(other.get(), port)))
                        .as("port " + port + " of " + node.name() + " listens on " + other.get())
                        .isFalse();
            }
        }
    }

    private void aCallThatGetsNoAnswerEndsWithTheOrbTimeOut() {
        long begun = System.nanoTime();
        assertThat(echo("n1", "n2", Duration.ofSeconds(13))).startsWith("thrown").contains("COMM_FAILURE");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
    }

    private void aKilledNodeIsOutOfTheGridAndItsCallersKnowAtOnce() {
        cluster.node("n2").kill();
        MeshCluster.await("n1 has the grid for itself", Duration.ofSeconds(2), () -> cluster.node("n1")
                .log()
                .contains("DG Size: 1"));
        long begun = System.nanoTime();
        assertThat(echo("n1", "n2", Duration.ZERO)).startsWith("thrown").contains("completed: No");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    private String echo(String caller, String callee, Duration pause) {
        var path = "/probe/api/echo/" + cluster.node(callee).ports().iiop() + "?pause=" + pause.toMillis();
        return cluster.node(caller).get(path).expect(200).body();
    }

    private static boolean connects(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}
