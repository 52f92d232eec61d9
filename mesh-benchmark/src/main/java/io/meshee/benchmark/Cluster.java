package io.meshee.benchmark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The two JVMs of a system, and the driver in the one that calls. */
abstract class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    /** A cluster whose driver is at that address. */
    Cluster(String base) {
        this.base = base;
    }

    /** Asks the driver; empty if it has nothing of the kind. */
    final Optional<String> ask(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 204 -> Optional.empty();
            default ->
                throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        };
    }

    /** Waits for the driver. */
    final void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            requireAlive();
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException(base + " does not get ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Throws if one of its JVMs has ended. */
    abstract void requireAlive();

    @Override
    public abstract void close() throws IOException;

    /** Waits until a JVM or a script has ended, at most so long. */
    static boolean hasEnded(Process process, long seconds) throws IOException {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + process.info());
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return ask("/ready").isPresent();
        } catch (IOException e) {
            return false; // not yet
        }
    }
}
