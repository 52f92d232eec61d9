package io.meshee.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Outcome;
import io.meshee.api.ProcessKey;
import io.meshee.core.shard.Shard;
import io.meshee.core.wire.Message.Cancel;
import io.meshee.core.wire.Message.Failure;
import io.meshee.core.wire.Message.Forwarded;
import io.meshee.core.wire.Message.HandedOn;
import io.meshee.core.wire.Message.Invoke;
import io.meshee.core.wire.Message.Moved;
import io.meshee.core.wire.Message.Result;
import io.meshee.core.wire.Message.Waiting;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireProperties {

    @Property(tries = 200)
    void a_batch_comes_back_as_it_was(@ForAll("batches") Batch batch) throws Exception {
        assertThat(WireFormat.decodeBatch(WireFormat.encode(batch)))
                .usingRecursiveComparison()
                .isEqualTo(batch);
    }

    @Property(tries = 200)
    void an_answer_comes_back_as_it_was(@ForAll("answers") BatchAnswer answer) throws Exception {
        assertThat(WireFormat.decodeAnswer(WireFormat.encode(answer)))
                .usingRecursiveComparison()
                .isEqualTo(answer);
    }

    @Property(tries = 200)
    void equal_batches_have_equal_bytes(@ForAll("batches") Batch batch) throws Exception {
        byte[] bytes = WireFormat.encode(batch);

        assertThat(WireFormat.encode(WireFormat.decodeBatch(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 50)
    void every_truncated_batch_is_refused(@ForAll("batches") Batch batch) {
        byte[] bytes = WireFormat.encode(batch);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> WireFormat.decodeBatch(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Property(tries = 50)
    void every_truncated_answer_is_refused(@ForAll("answers") BatchAnswer answer) {
        byte[] bytes = WireFormat.encode(answer);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> WireFormat.decodeAnswer(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Property(tries = 100)
    void what_follows_a_batch_is_refused(@ForAll("batches") Batch batch) {
        byte[] bytes = WireFormat.encode(batch);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

        assertThatThrownBy(() -> WireFormat.decodeBatch(longer))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @Property(tries = 500)
    void a_damaged_batch_is_read_or_refused_but_nothing_else(
            @ForAll("batches") Batch batch, @ForAll int place, @ForAll byte value) {
        byte[] bytes = WireFormat.encode(batch);
        bytes[Math.floorMod(place, bytes.length)] = value;

        assertThat(readsOrRefuses(bytes)).isTrue();
    }

    @Property(tries = 1000)
    void garbage_is_refused_as_malformed(@ForAll byte[] garbage) {
        byte[] bytes = new byte[garbage.length + 2];
        bytes[0] = (byte) 0xB1;
        bytes[1] = WireFormat.VERSION;
        System.arraycopy(garbage, 0, bytes, 2, garbage.length);

        assertThat(readsOrRefuses(garbage)).isTrue();
        assertThat(readsOrRefuses(bytes)).isTrue();
    }

    private static boolean readsOrRefuses(byte[] bytes) {
        try {
            return WireFormat.decodeBatch(bytes) != null;
        } catch (MalformedException refused) {
            return refused.getMessage().contains(" at byte ");
        }
    }

    @Provide
    Arbitrary<Batch> batches() {
        Arbitrary<String> texts = texts();
        Arbitrary<Long> numbers = numbers();
        Arbitrary<Batch.Header> headers = Combinators.combine(
                        texts,
                        texts,
                        texts,
                        texts,
                        Arbitraries.integers().between(0, Short.MAX_VALUE),
                        numbers,
                        texts,
                        numbers)
                .as((mesh, sender, senderStart, receiverStart, lane, number, lineage, epoch) -> new Batch.Header(
                        mesh, sender, senderStart, receiverStart, lane, number, number / 2, lineage, epoch));
        return Combinators.combine(headers, messages().list().ofMaxSize(4)).as(Batch::new);
    }

    @Provide
    Arbitrary<BatchAnswer> answers() {
        return Combinators.combine(
                        Arbitraries.of(BatchAnswer.Status.values()),
                        texts(),
                        messages().list().ofMaxSize(4))
                .as(BatchAnswer::new);
    }

    private static Arbitrary<Message> messages() {
        Arbitrary<Long> numbers = numbers();
        Arbitrary<Message> answers = Arbitraries.oneOf(
                Combinators.combine(numbers, numbers, bytes()).as(Result::new),
                Combinators.combine(numbers, numbers).as(Moved::new),
                numbers.map(Cancel::new),
                Combinators.combine(numbers, texts(), texts()).as(Forwarded::new),
                Combinators.combine(
                                numbers,
                                Arbitraries.of(FailureKind.values()),
                                Arbitraries.of(Outcome.values()),
                                texts(),
                                texts().list().ofMaxSize(3),
                                bytes().injectNull(0.3))
                        .as(Failure::new));
        return Arbitraries.oneOf(invocations(), answers, notices(), handovers());
    }

    private static Arbitrary<Message> notices() {
        return Arbitraries.oneOf(
                Combinators.combine(numbers(), texts(), bytes(), texts().injectNull(0.5))
                        .as(Message.Publish::new),
                Combinators.combine(numbers(), texts(), bytes()).as(Message.Broadcast::new),
                Combinators.combine(numbers(), numbers(), texts(), Arbitraries.of(true, false))
                        .as(Message.GroupChange::new),
                Combinators.combine(numbers(), numbers()).as(Message.GroupVersion::new),
                numbers().map(Message.AskGroups::new),
                Combinators.combine(numbers(), numbers(), texts().list().ofMaxSize(3))
                        .as(Message.AllGroups::new));
    }

    private static Arbitrary<Message> handovers() {
        Arbitrary<BitSet> shards =
                Arbitraries.integers().between(0, 4095).set().ofMaxSize(9).map(WireProperties::bits);
        return Arbitraries.oneOf(
                Combinators.combine(
                                numbers(),
                                texts(),
                                numbers(),
                                Arbitraries.maps(texts(), shards).ofMaxSize(3))
                        .as(Message.StillHeld::new),
                Combinators.combine(numbers(), texts(), Arbitraries.integers().between(0, Integer.MAX_VALUE))
                        .as((number, capability, shard) -> new Message.Wanted(number, new Shard(capability, shard))));
    }

    private static BitSet bits(Set<Integer> numbers) {
        BitSet bits = new BitSet();
        numbers.forEach(bits::set);
        return bits;
    }

    private static Arbitrary<Message> invocations() {
        Arbitrary<Invoke> bare = Combinators.combine(
                        numbers(),
                        Arbitraries.of(true, false),
                        keys(),
                        texts().injectNull(0.3),
                        bytes(),
                        bytes().injectNull(0.3),
                        numbers(),
                        Arbitraries.maps(texts(), texts()).ofMaxSize(3))
                .as((number, reply, key, signature, payload, initArg, remaining, headers) -> new Invoke(
                        number, reply, key, signature, payload, initArg, remaining, headers, List.of(), null, null,
                        null));
        return Combinators.combine(bare, chains(), texts().injectNull(0.5), texts().injectNull(0.5), handedOn())
                .as((invoke, chain, principal, idempotencyKey, handedOn) -> new Invoke(
                        invoke.correlation(),
                        invoke.wantsReply(),
                        invoke.process(),
                        invoke.signature(),
                        invoke.payload(),
                        invoke.initArg(),
                        invoke.remainingMicros(),
                        invoke.headers(),
                        chain,
                        principal,
                        idempotencyKey,
                        handedOn));
    }

    private static Arbitrary<HandedOn> handedOn() {
        return Combinators.combine(texts(), texts(), numbers(), numbers(), numbers())
                .as(HandedOn::new)
                .injectNull(0.5);
    }

    private static Arbitrary<List<Waiting>> chains() {
        return Combinators.combine(keys(), numbers(), texts())
                .as(Waiting::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<ProcessKey> keys() {
        return Combinators.combine(texts(), texts(), texts()).as(ProcessKey::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMaxLength(20),
                Arbitraries.of("", "größer", "игра", "\uD83C\uDFB2 dice", "a\u0000b"));
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    }
}
