package io.meshee.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lane over a link for which no thread waits. The test is each of the threads in turn. */
class PromptLaneTest {

    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final Wire wire = new Wire();
    private final List<String> events = new ArrayList<>();
    private final Peer peer = new Peer(
            new Node("n2", "n2-start", "jvm", new TreeSet<>(), Map.of(), 1, ""),
            "wire",
            wire,
            (start, lane, number, after) ->
                    new Batch.Header("mesh", "n1", "n1-start", start, lane, number, after, "line", 1),
            (node, message) -> events.add("answer to " + message.correlation()),
            elsewhere::add,
            1,
            0,
            100);

    @Test
    void who_queues_on_an_idle_lane_sends() throws Exception {
        send(1);

        assertThat(wire.sent()).containsExactly(List.of(1L));
        assertThat(elsewhere).isEmpty();
        assertThat(peer.unsent()).isEqualTo(1);
    }

    @Test
    void a_short_answer_is_told_at_once() throws Exception {
        send(1);

        wire.answer(accepted(result(1, 42)));

        assertThat(events).containsExactly("answer to 1", "1 taken");
        assertThat(elsewhere).isEmpty();
        assertThat(peer.unsent()).isZero();
    }

    static List<BatchAnswer> longerAnswers() throws CodecException {
        return List.of(
                accepted(result(1, BigDecimal.ONE)),
                accepted(result(1, new Object[] {1, 2})),
                accepted(result(1, "x".repeat(10_000))),
                accepted(new Message.Moved(1, 7)),
                new BatchAnswer(BatchAnswer.Status.REFUSED, "no", List.of()),
                new BatchAnswer(BatchAnswer.Status.DUPLICATE, "", List.of()));
    }

    @ParameterizedTest
    @MethodSource("longerAnswers")
    void what_runs_code_of_the_application_or_sends_is_told_elsewhere(BatchAnswer answer) throws Exception {
        send(1);

        wire.answer(answer);

        assertThat(events).isEmpty();
        elsewhere.remove().run();
        assertThat(events).isNotEmpty();
        assertThat(peer.unsent()).isZero();
    }

    static List<Exception> failures() {
        return List.of(
                new Transport.NotSentException("x", null),
                new Transport.LostException("x", null),
                new IllegalStateException("x"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failures_are_told_elsewhere(Exception failure) throws Exception {
        send(1);

        wire.fail(failure);

        assertThat(events).isEmpty();
        elsewhere.remove().run();
        assertThat(events).containsExactly(failure instanceof Transport.NotSentException ? "1 not taken" : "1 lost");
        assertThat(peer.unsent()).isZero();
    }

    @Test
    void what_is_queued_meanwhile_goes_together_and_from_elsewhere() throws Exception {
        send(1);
        send(2);
        send(3);

        wire.answer(accepted(result(1, 42)));
        assertThat(wire.sent()).containsExactly(List.of(1L));
        elsewhere.remove().run();

        assertThat(wire.sent()).containsExactly(List.of(1L), List.of(2L, 3L));
        wire.answer(accepted());
        assertThat(events).containsExactly("answer to 1", "1 taken", "2 taken", "3 taken");
        assertThat(peer.unsent()).isZero();
    }

    @Test
    void after_a_longer_answer_the_same_thread_goes_on() throws Exception {
        send(1);
        send(2);
        wire.answer(accepted(result(1, BigDecimal.ONE)));

        elsewhere.remove().run();

        assertThat(wire.sent()).containsExactly(List.of(1L), List.of(2L));
        assertThat(elsewhere).isEmpty();
    }

    private void send(long correlation) throws LaneFullException, LaneClosedException {
        peer.send(0, new Told(correlation), false);
    }

    private static BatchAnswer accepted(Message... messages) {
        return new BatchAnswer(BatchAnswer.Status.ACCEPTED, "", Arrays.asList(messages));
    }

    private static Message result(long correlation, Object value) throws CodecException {
        var codec = new SerialPayloadCodec(PromptLaneTest.class.getClassLoader(), 100_000);
        return new Message.Result(correlation, 1, codec.encode(value));
    }

    /** Takes batches, and answers when the test does. */
    private static final class Wire implements Transport.PromptLink {

        private final List<byte[]> batches = new ArrayList<>();
        private final List<CompletableFuture<byte[]>> answers = new ArrayList<>();

        @Override
        public CompletableFuture<byte[]> send(byte[] batch) {
            batches.add(batch);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }

        @Override
        public byte[] deliver(byte[] batch) {
            throw new AssertionError("nobody is to wait");
        }

        @Override
        public void close() {
            // nothing was opened
        }

        void answer(BatchAnswer answer) {
            answers.get(answers.size() - 1).complete(WireFormat.encode(answer));
        }

        void fail(Exception failure) {
            answers.get(answers.size() - 1).completeExceptionally(failure);
        }

        List<List<Long>> sent() throws MalformedException {
            List<List<Long>> sent = new ArrayList<>();
            for (byte[] batch : batches) {
                sent.add(WireFormat.decodeBatch(batch).messages().stream()
                        .map(Message::correlation)
                        .toList());
            }
            return sent;
        }
    }

    /** Writes down what it is told. */
    private final class Told implements Outgoing {

        private final long correlation;

        Told(long correlation) {
            this.correlation = correlation;
        }

        @Override
        public Message toWire(long now) {
            return new Message.Cancel(correlation);
        }

        @Override
        public int size() {
            return 10;
        }

        @Override
        public void taken() {
            events.add(correlation + " taken");
        }

        @Override
        public void moved() {
            events.add(correlation + " moved");
        }

        @Override
        public void notTaken(String reason) {
            events.add(correlation + " not taken");
        }

        @Override
        public void lost(String reason) {
            events.add(correlation + " lost");
        }
    }
}
