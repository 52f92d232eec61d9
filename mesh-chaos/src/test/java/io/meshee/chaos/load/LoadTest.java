package io.meshee.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meshee.chaos.history.Call;
import io.meshee.chaos.history.Result.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load on nodes that only pretend. */
@Timeout(60)
class LoadTest {

    private static final List<String> TYPES = List.of("tally");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Targets targets = new Targets();

    @AfterEach
    void close() {
        targets.close();
        threads.shutdownNow();
    }

    @Test
    void latencyCountsFromTheTimeThatThePaceWantedACallSent() {
        var slow = new Node("n1", Duration.ofMillis(100));
        var load = new Load(targets, new Load.Settings(1, 100, 10, 1, 1));
        await(() -> targets.isReady("n1"));

        load.start(TYPES);
        await(() -> load.calls().size() >= 10);
        load.stop();

        // one caller makes ten a second where a hundred are due: the tenth call is late by nine tenths of a second
        var tenth = load.calls().get(9);
        assertThat(tenth.ended() - tenth.sent()).isLessThan(tenth.latencyNanos() / 2);
        assertThat(tenth.latencyNanos()).isGreaterThan(Duration.ofMillis(800).toNanos());
        slow.stop();
    }

    @Test
    void aRefusedConnectionIsTriedElsewhereAndNothingFails() {
        var first = new Node("n1", Duration.ZERO);
        var second = new Node("n2", Duration.ZERO);
        var load = new Load(targets, new Load.Settings(1, 500, 10, 1, 1));
        await(() -> targets.isReady("n1") && targets.isReady("n2"));

        load.start(TYPES);
        first.stop();
        await(() -> !targets.isReady("n1"));
        load.stop();

        assertThat(load.calls())
                .allMatch(call -> call.isAnswered()
                        || call.result() instanceof Failed failed
                                && failed.error().equals("NoAnswer"));
        assertThat(load.calls()).anyMatch(call -> call.isAnswered() && call.refusals() > 0);
        second.stop();
    }

    @Test
    void aNodeThatIsNotReadyIsLeftAlone() {
        var up = new Node("n1", Duration.ZERO);
        var down = new Node("n2", Duration.ZERO);
        down.ready = false;
        var load = new Load(targets, new Load.Settings(1, 500, 10, 4, 1));
        await(() -> targets.isReady("n1") && down.looks.get() > 0);

        load.start(TYPES);
        await(() -> load.calls().size() >= 100);
        load.stop();

        assertThat(load.calls()).extracting(Call::asked).containsOnly("n1");
        up.stop();
        down.stop();
    }

    @Test
    void aCallIsSentWhenANodeIsReadyAndNotBefore() {
        var node = new Node("n1", Duration.ZERO);
        node.ready = false;
        var load = new Load(targets, new Load.Settings(1, 500, 10, 1, 1));
        await(() -> node.looks.get() > 0);

        load.start(TYPES);
        int looks = node.looks.get();
        await(() -> node.looks.get() > looks);
        long begin = System.nanoTime();
        node.ready = true;
        await(() -> !load.calls().isEmpty());
        load.stop();

        assertThat(load.calls().get(0).sent()).isGreaterThan(begin);
        node.stop();
    }

    @Test
    void whoInsistsOnANodeAsksItThoughItIsNotReadyAndNoOther() {
        var up = new Node("n1", Duration.ZERO);
        var down = new Node("n2", Duration.ZERO);
        down.ready = false;
        var load = new Load(targets, new Load.Settings(1, 500, 10, 4, 1));
        await(() -> targets.isReady("n1") && down.looks.get() > 0);

        var insisting = load.insistingOn("n2", 500);
        insisting.start(TYPES);
        await(() -> load.calls().size() >= 100);
        insisting.stop();

        assertThat(load.calls()).extracting(Call::asked).containsOnly("n2");
        up.stop();
        down.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void readsEachProcessThatWasCalledOnce(int bundle) {
        var node = new Node("n1", Duration.ZERO);
        var load = new Load(targets, new Load.Settings(1, 500, 10, 4, bundle));
        await(() -> targets.isReady("n1"));
        load.start(TYPES);
        await(() -> load.calls().size() >= 100);
        load.stop();
        long called = load.calls().stream().map(Call::process).distinct().count();
        int before = load.calls().size();

        load.readAll(TYPES);
        load.readAll(List.of("another-type"));

        var reads = load.calls().subList(before, load.calls().size());
        assertThat(reads).hasSize((int) called).noneMatch(Call::adds).doesNotHaveDuplicates();
        node.stop();
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(giveUp);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Answers every call with the value 1. */
    private final class Node {

        private final String name;
        private final Duration work;
        private final HttpServer server;
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean ready = true;

        Node(String name, Duration work) {
            this.name = name;
            this.work = work;
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.setExecutor(threads);
            server.createContext("/health/ready", exchange -> {
                answer(exchange, ready ? 200 : 503, "");
                looks.incrementAndGet();
            });
            server.createContext("/mesh-sample/chaos/tally", exchange -> {
                LockSupport.parkNanos(this.work.toNanos());
                long calls = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .count();
                answer(exchange, 200, (System.nanoTime() + " ok 1 " + this.name + " 1\n").repeat((int) calls));
            });
            server.start();
            targets.add(name, "127.0.0.1", server.getAddress().getPort());
        }

        void stop() {
            server.stop(0);
        }

        private static void answer(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (bytes.length == 0) {
                exchange.getResponseHeaders().set("Content-Length", "0");
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
