package io.meshee.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.cluster.MeshScript.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code server-config/bin/mesh}, run as its users do. */
@Timeout(200)
@OnNodesOfItsOwn
class MeshScriptIT {

    private final Path war = ProbeWar.into(Path.of("target", "probe-script"));

    @TempDir
    Path home;

    private MeshScript script;
    private NodePorts ports;

    @BeforeEach
    void findPorts() {
        script = MeshScript.in(home);
        ports = script.ports();
    }

    @AfterEach
    void stopWhatRuns() throws Exception {
        mesh(Map.of(), "stop");
    }

    @Test
    void aNodeStartsAnswersAndLeavesNothingBehindAfterStop() throws Exception {
        var quick = Map.of("MESH_JAVA_OPTIONS", "@../config/short-lived.options", "MESH_READY_PATH", ProbeWar.READY);
        var start = mesh(quick, "start", "--nodes", "1", "--war", war.toString(), "--capabilities", "n1=game");
        assertThat(start.output()).contains("n1 is ready: http://127.0.0.1:" + ports.http());
        assertThat(start.code()).isZero();

        assertThat(mesh(quick, "status").output())
                .containsPattern("n1 +\\d+ +" + ports.http() + " +" + ports.iiop() + " +UP +7 +game");
        assertThat(mesh(quick, "start", "--war", war.toString()))
                .satisfies(second -> assertThat(second.code()).isNotZero())
                .satisfies(second -> assertThat(second.output()).contains("nodes are running: n1"));

        assertThat(mesh(quick, "demo").code()).isNotZero();
        assertThat(mesh(quick, "status").output())
                .as("a demo leaves other nodes alone")
                .contains(" UP ");

        assertThat(mesh(quick, "stop", "n1").output()).contains("n1 stopped");
        assertThat(mesh(quick, "status").output()).contains("no nodes");
        assertThat(home.resolve("run").resolve("n1")).doesNotExist();
        new ServerSocket(ports.http(), 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void anInterruptedStartStopsWhatItStarted() throws Exception {
        var start = process(Map.of(), "start", "--nodes", "1", "--war", war.toString())
                .start();
        var node = home.resolve("run/n1/node");
        MeshCluster.await(
                "the node is launched", Duration.ofSeconds(60), () -> pid(node).isPresent());
        var launched = pid(node).orElseThrow();
        start.destroy();
        assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(launched).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(node).doesNotExist();
    }

    /** The signal comes at the very moment of the launch: it hits a window of a few milliseconds, so it is tried some times. */
    @RepeatedTest(6)
    void aStartThatIsInterruptedWhileItLaunchesANodeStopsThatNode() throws Exception {
        var launched = home.resolve("launched");
        var java = program("jdk/bin/java", "echo '    java.specification.version = 17' >&2");
        var nohup = program("path/nohup", "echo $$ > %s; kill -TERM $PPID; exec sleep 120".formatted(launched));
        var start = mesh(
                Map.of(
                        "PATH",
                        nohup.getParent() + ":" + System.getenv("PATH"),
                        "JAVA_HOME",
                        java.getParent().getParent().toString(),
                        "MESH_STATE",
                        "jcache"),
                "start",
                "--nodes",
                "1",
                "--war",
                war.toString());
        assertThat(start.code()).as(start.output()).isNotZero();
        long pid = Long.parseLong(Files.readString(launched).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(home.resolve("run/n1/node")).doesNotExist();
    }

    @Test
    void aTakenPortIsNamedWithTheNodeThatNeedsItAndTheWayOut() throws Exception {
        try (var taken = new ServerSocket(ports.iiop(), 1, InetAddress.getLoopbackAddress())) {
            var start = mesh(Map.of(), "start", "--nodes", "1", "--war", war.toString());
            assertThat(start.code()).isNotZero();
            assertThat(start.output())
                    .contains("port " + taken.getLocalPort() + " is taken", "n1", "IIOP", "MESH_IIOP_PORT");
        }
    }

    @Test
    void aJdkOnWhichTheOrbDoesNotStartIsRefusedWithTheReason() throws Exception {
        var java = program("jdk/bin/java", "echo '    java.specification.version = 25' >&2");
        var jdk = java.getParent().getParent().toString();
        var start = mesh(Map.of("JAVA_HOME", jdk), "start", "--war", war.toString());
        assertThat(start.code()).isNotZero();
        assertThat(start.output()).contains("is Java 25", "17 or 21", "ORB");
    }

    @Test
    void aProcessThatGotTheIdOfAnOldNodeIsNotKilled() throws Exception {
        var bystander = new ProcessBuilder("sleep", "120").start();
        try {
            Files.createDirectories(home.resolve("run/n1"));
            Files.writeString(home.resolve("run/n1/node"), "PID=" + bystander.pid() + "\nSTARTED_AT=1\nHTTP=1\n");
            assertThat(mesh(Map.of(), "stop", "n1").output()).contains("n1 was gone already");
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        var run = mesh(Map.of(), "frobnicate");
        assertThat(run.code()).isNotZero();
        assertThat(run.output()).contains("no such command: frobnicate");
    }

    private Path program(String name, String commands) throws IOException {
        var program = home.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private static Optional<Long> pid(Path node) {
        try {
            return Files.exists(node)
                    ? Files.readAllLines(node).stream()
                            .filter(line -> line.startsWith("PID="))
                            .map(line -> Long.valueOf(line.substring(4)))
                            .findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run mesh(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return script.run(environment, arguments);
    }

    private ProcessBuilder process(Map<String, String> environment, String... arguments) {
        return script.process(environment, arguments);
    }
}
