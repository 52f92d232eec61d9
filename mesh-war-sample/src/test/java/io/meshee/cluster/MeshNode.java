package io.meshee.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node in a JVM of its own. */
public final class MeshNode {

    private static final Duration HTTP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(45);
    private static final Duration DUMP_PATIENCE = Duration.ofSeconds(10);
    private static final int LAST_LINES = 60;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final NodeSpec spec;
    private final NodePorts ports;
    private final Process process;
    private final Path log;

    MeshNode(NodeSpec spec, NodePorts ports, Process process, Path log) {
        this.spec = spec;
        this.ports = ports;
        this.process = process;
        this.log = log;
    }

    public String name() {
        return spec.name();
    }

    public NodeSpec spec() {
        return spec;
    }

    public NodePorts ports() {
        return ports;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Sends any request to this node. */
    Answer send(HttpRequest.Builder request) {
        var response = exchange(request);
        return new Answer(response.statusCode(), response.body());
    }

    /** Sends any request to this node, for those who want to see the headers too. */
    HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name(), e);
        }
    }

    /** A request to a path of this node, to be completed. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + spec.place().host() + ":" + ports.http() + path))
                .timeout(HTTP_PATIENCE);
    }

    /** Whether the health endpoint says so and the application answers. */
    public boolean isReady() {
        return answers("/health/ready") && (spec.readyPath().isEmpty() || answers(spec.readyPath()));
    }

    /** What stands behind {@link #isReady()}, in words: each answer, or why there was none. */
    String readiness() {
        return Stream.of("/health/ready", spec.readyPath())
                .filter(path -> !path.isEmpty())
                .map(path -> path + ": " + describe(path))
                .collect(Collectors.joining("\n"));
    }

    private String describe(String path) {
        try {
            var response = exchange(request(path));
            return response.version() + " " + response.statusCode() + " " + response.body();
        } catch (UncheckedIOException e) {
            return e.getCause().toString();
        }
    }

    private boolean answers(String path) {
        return tryGet(path).filter(answer -> answer.status() == 200).isPresent();
    }

    /** The answer, or empty if the node gave none. */
    public Optional<Answer> tryGet(String path) {
        try {
            return Optional.of(get(path));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Asks the node to stop, and waits until it has. */
    void stop() {
        askToStop();
        awaitStopped();
    }

    /** Asks the node to stop, which it does at its own pace. */
    public void askToStop() {
        process.destroy();
    }

    /** Waits until the node that was asked to stop has ended. */
    public void awaitStopped() {
        awaitEnd(STOP_PATIENCE);
    }

    /** Ends the JVM as a crash would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Halts the JVM without ending it: its sockets stay open, and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets a frozen JVM go on. */
    public void thaw() {
        signal("CONT");
    }

    /** All that the node logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the node has logged a text. If it does not, the failure has the end of its log and its threads. */
    void awaitLogged(String text, Duration patience) {
        try {
            MeshCluster.await(name() + " logs: " + text, patience, () -> log().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + lastWords(), e);
        }
    }

    /** The end of the node's log; of one that is alive also what its threads do, which helps where it hangs. */
    String lastWords() {
        var lines = log().lines().toList();
        var end = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return isAlive() ? end + "\n" + threads() : end + "\n(it has ended: " + process.exitValue() + ")";
    }

    /** A JVM that gets this signal prints its threads to its own output, and goes on. */
    private String threads() {
        int before = log().length();
        signal("QUIT");
        try {
            MeshCluster.await(
                    "thread dump", DUMP_PATIENCE, () -> log().substring(before).contains("JNI global refs"));
        } catch (AssertionError e) {
            return "(" + e.getMessage() + ")\n" + log().substring(before);
        }
        return log().substring(before);
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " " + process.pid() + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name() + " did not end within " + patience + "; its log is " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
