package io.meshee.ejb.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.meshee.core.wire.WireWriter;
import io.meshee.ejb.router.StateGrid;
import io.meshee.spi.Transport;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataGridTransportTest {

    private static final String TOPIC = "mesh.n1.start";
    private static final String SILENCE = "silence";

    /** Longer than any other answer takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static HazelcastInstance grid;
    private static ExecutorService callers;
    private static ScheduledExecutorService timer;

    private final LinkedBlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private final DataGridTransport receiving = new DataGridTransport(grid, TOPIC, timer);
    private final DataGridTransport sending = new DataGridTransport(grid, "mesh.n2.start", timer, PATIENCE);
    private final Transport.Receiver upperCase = new Transport.Receiver() {
        @Override
        public byte[] deliver(byte[] batch) {
            return text(batch).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void deliver(byte[] batch, Consumer<byte[]> answer) {
            if (!text(batch).equals(SILENCE)) {
                answer.accept(deliver(batch));
            }
        }

        @Override
        public void refuse(String reason) {
            refusals.add(reason);
        }
    };

    @BeforeAll
    static void start() {
        grid = new StateGrid().join();
        callers = Executors.newCachedThreadPool();
        timer = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterAll
    static void end() {
        callers.shutdownNow();
        timer.shutdownNow();
        grid.shutdown();
    }

    @AfterEach
    void close() {
        receiving.close();
        sending.close();
    }

    @Test
    void a_batch_gets_its_own_answer_among_many() throws Exception {
        open();
        try (Transport.Link link = sending.connect(TOPIC)) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> exchange(link, "batch " + number), callers))
                    .toList();
            for (int number = 0; number < answers.size(); number++) {
                assertThat(answers.get(number).get(10, TimeUnit.SECONDS)).isEqualTo("BATCH " + number);
            }
        }
    }

    static Stream<Object> garbage() {
        byte[] frame = frame(1, "x");
        return Stream.concat(
                Stream.of(
                        "a text",
                        42L,
                        new Unreadable(),
                        new byte[0],
                        new byte[] {1},
                        frame(3, "neither a request nor an answer"),
                        frame(0, "nor this")),
                IntStream.range(0, frame.length).mapToObj(length -> Arrays.copyOf(frame, length)));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void what_is_no_frame_is_refused_and_harms_nothing(Object garbage) throws Exception {
        open();
        ITopic<Object> topic = grid.getTopic(TOPIC);

        topic.publish(garbage);

        assertThat(refusals.poll(10, TimeUnit.SECONDS)).startsWith("MESH00610: a frame on topic " + TOPIC);
        try (Transport.Link link = sending.connect(TOPIC)) {
            assertThat(exchange(link, "after")).isEqualTo("AFTER");
        }
        assertThat(refusals).isEmpty();
    }

    @Test
    void an_answer_that_nobody_asked_for_is_dropped() throws Exception {
        open();
        ITopic<Object> topic = grid.getTopic(TOPIC);

        topic.publish(frame(2, "late"));

        try (Transport.Link link = sending.connect(TOPIC)) {
            assertThat(exchange(link, "after")).isEqualTo("AFTER");
        }
        assertThat(refusals).isEmpty();
    }

    @Test
    void who_sends_does_not_wait_for_the_answer() throws Exception {
        open();
        try (Transport.PromptLink link = sending.connect(TOPIC)) {
            assertThat(link.send("batch".getBytes(StandardCharsets.UTF_8))
                            .thenApply(DataGridTransportTest::text)
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo("BATCH");
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("closed", (Consumer<Transport.Link>) Transport.Link::close),
                Arguments.of("hung", (Consumer<Transport.Link>) Transport.Link::reset),
                Arguments.of("no answer", (Consumer<Transport.Link>) link -> {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void of_what_is_not_answered_nobody_knows_whether_it_came(String reason, Consumer<Transport.Link> end) {
        open();
        Transport.PromptLink link = sending.connect(TOPIC);
        CompletionStage<byte[]> answer = link.send(SILENCE.getBytes(StandardCharsets.UTF_8));

        end.accept(link);

        assertThat(answer)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(Transport.LostException.class)
                .withMessageContaining(reason);
    }

    @Test
    void a_link_that_is_closed_leaves_the_questions_of_others_alone() throws Exception {
        open();
        Transport.PromptLink kept = sending.connect(TOPIC);
        CompletionStage<byte[]> answer = kept.send(SILENCE.getBytes(StandardCharsets.UTF_8));

        sending.connect(TOPIC).close();

        assertThat(answer.toCompletableFuture()).isNotDone();
    }

    @Test
    void a_closed_link_sends_nothing() {
        open();
        Transport.Link link = sending.connect(TOPIC);

        link.close();

        assertThatThrownBy(() -> link.deliver(new byte[] {1})).isInstanceOf(Transport.NotSentException.class);
    }

    private void open() {
        for (var transport : List.of(receiving, sending)) {
            assertThat(transport.open(upperCase)).isPresent();
        }
    }

    private static String exchange(Transport.Link link, String batch) {
        try {
            return text(link.deliver(batch.getBytes(StandardCharsets.UTF_8)));
        } catch (Transport.NotSentException | Transport.LostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] frame(int kind, String content) {
        return new WireWriter(64)
                .writeByte(kind)
                .writeVarint(7)
                .writeString("mesh.n2.start")
                .writeBytes(content.getBytes(StandardCharsets.UTF_8))
                .toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Unreadable implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("unreadable on purpose");
        }
    }
}
