package io.meshee.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Something that answers over HTTP. */
final class Endpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    /** An address that all paths are added to. */
    Endpoint(String base) {
        this.base = base;
    }

    /** At a port of this machine. */
    static Endpoint at(int port, String path) {
        return new Endpoint("http://127.0.0.1:" + port + path);
    }

    /** Asks; empty if it has nothing of the kind. */
    Optional<String> ask(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 204 -> Optional.empty();
            default ->
                throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        };
    }

    /** Asks for what it must have. */
    String get(String pathAndQuery) throws IOException, InterruptedException {
        return ask(pathAndQuery).orElseThrow(() -> new IOException(this + pathAndQuery + " has no answer"));
    }

    /** Whether it answers with success yet. */
    boolean answers(String path) throws InterruptedException {
        try {
            return ask(path).isPresent();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    @Override
    public String toString() {
        return base;
    }
}
