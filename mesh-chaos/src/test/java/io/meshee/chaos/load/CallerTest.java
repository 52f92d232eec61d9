package io.meshee.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Result;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import io.meshee.chaos.load.HttpConnection.RefusedException;
import io.meshee.chaos.load.HttpConnection.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void readsAnAnswer() {
        assertThat(Caller.read(new Response(200, "41 n2 1234"))).isEqualTo(new Answered(41, "n2", 1234));
    }

    /** What a handler threw may have been saved all the same. */
    @ParameterizedTest
    @CsvSource({
        "500, NOT_EXECUTED OverloadedException full, NO, OverloadedException",
        "500, UNKNOWN NodeLostException gone, UNKNOWN, NodeLostException",
        "500, EXECUTED ProcessFailedException oh, UNKNOWN, ProcessFailedException",
        "500, something else went wrong, UNKNOWN, Http500",
        "404, , UNKNOWN, Http404"
    })
    void readsAFailure(int status, String body, Executed executed, String error) {
        Result result = Caller.read(new Response(status, body == null ? "" : body));

        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.executed()).isEqualTo(executed);
            assertThat(failed.error()).isEqualTo(error);
        });
    }

    @Test
    void aConnectionIsKeptUntilTheNodeSaysOtherwise() throws IOException, RefusedException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = CompletableFuture.runAsync(() -> serve(
                    server,
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\ncontent-length: 0\r\n\r\n"));
            try (var connection = HttpConnection.open("127.0.0.1", server.getLocalPort(), PATIENCE)) {
                assertThat(connection.send("GET", "/", PATIENCE)).isEqualTo(new Response(200, "ok"));
                assertThat(connection.isUsable(PATIENCE)).isTrue();
                assertThat(connection.send("GET", "/", PATIENCE)).isEqualTo(new Response(503, ""));
                assertThat(connection.isUsable(PATIENCE)).isFalse();
            }
            served.join();
        }
    }

    private static void serve(ServerSocket server, String... answers) {
        try (var socket = server.accept()) {
            for (var answer : answers) {
                int ends = 0;
                while (ends < 4) { // the empty line after the head
                    int next = socket.getInputStream().read();
                    ends = next == '\r' || next == '\n' ? ends + 1 : 0;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
