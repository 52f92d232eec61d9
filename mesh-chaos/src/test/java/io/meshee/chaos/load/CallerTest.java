package io.meshee.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.chaos.history.Process;
import io.meshee.chaos.history.Result.Answered;
import io.meshee.chaos.history.Result.Executed;
import io.meshee.chaos.history.Result.Failed;
import io.meshee.chaos.load.Caller.Ending;
import io.meshee.chaos.load.HttpConnection.RefusedException;
import io.meshee.chaos.load.HttpConnection.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final List<Order> ORDERS = List.of(
            new Order(1, new Process("tally", "7"), true, 0), new Order(2, new Process("tally", "8"), false, 0));

    @Test
    void aCallIsALine() {
        assertThat(ORDERS).extracting(Order::line).containsExactly("+ tally 7\n", "? tally 8\n");
    }

    /** What a handler threw may have been saved all the same. */
    @Test
    void readsWhatCameOfEachCall() {
        var endings = Caller.read(new Response(200, "90 ok 41 n2 1234\n80 failed EXECUTED Oh dear me\n"), ORDERS);

        assertThat(endings)
                .containsExactly(
                        new Ending(90, new Answered(41, "n2", 1234)),
                        new Ending(80, new Failed(Executed.UNKNOWN, "Oh", "dear me")));
    }

    @ParameterizedTest
    @CsvSource({"NOT_EXECUTED, NO", "UNKNOWN, UNKNOWN", "EXECUTED, UNKNOWN"})
    void readsAnOutcome(String outcome, Executed executed) {
        var line = "90 failed " + outcome + " SomeException \n";

        assertThat(Caller.read(new Response(200, line + line), ORDERS))
                .containsOnly(new Ending(90, new Failed(executed, "SomeException", "")));
    }

    @ParameterizedTest
    @CsvSource({"500, '', Http500", "404, '', Http404", "200, '90 ok 1 n1 1', NoAnswer"})
    void anAnswerOfAnotherKindSaysNothingOfAnyCall(int status, String body, String error) {
        assertThat(Caller.read(new Response(status, body), ORDERS))
                .hasSize(2)
                .extracting(Ending::result)
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.executed()).isEqualTo(Executed.UNKNOWN);
                    assertThat(failed.error()).isEqualTo(error);
                }));
    }

    @Test
    void aConnectionIsKeptUntilTheNodeSaysOtherwise() throws IOException, RefusedException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = CompletableFuture.runAsync(() -> serve(
                    server,
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\ncontent-length: 0\r\n\r\n"));
            try (var connection = HttpConnection.open("127.0.0.1", server.getLocalPort(), PATIENCE)) {
                assertThat(connection.send("GET", "/", "", PATIENCE)).isEqualTo(new Response(200, "ok"));
                assertThat(connection.isUsable(PATIENCE)).isTrue();
                assertThat(connection.send("GET", "/", "", PATIENCE)).isEqualTo(new Response(503, ""));
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
