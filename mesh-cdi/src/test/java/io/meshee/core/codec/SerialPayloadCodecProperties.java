package io.meshee.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meshee.core.codec.Payloads.Line;
import io.meshee.core.codec.Payloads.Order;
import io.meshee.core.codec.Payloads.Rank;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SerialPayloadCodecProperties {

    private final SerialPayloadCodec codec = new SerialPayloadCodec(getClass().getClassLoader(), 1 << 20);
    private final AllowedTypes allowed = AllowedTypes.jdk().plus(Order.class);

    @Property
    void whatIsEncodedDecodesToItself(@ForAll("values") Object value) throws CodecException {
        assertThat(codec.decode(codec.encode(value), allowed)).isEqualTo(value);
    }

    @Property
    void argumentsDecodeToThemselves(@ForAll("arguments") Object[] arguments) throws CodecException {
        assertThat(codec.decode(codec.encode(arguments), allowed))
                .isInstanceOf(Object[].class)
                .isEqualTo(arguments);
    }

    @Property(tries = 200)
    void everyTruncationIsRefused(@ForAll("arguments") Object[] arguments) throws CodecException {
        byte[] whole = codec.encode(arguments);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> codec.decode(part, allowed)).isInstanceOf(CodecException.class);
        }
    }

    @Property(tries = 200)
    void aSurplusIsRefused(@ForAll("values") Object value, @ForAll byte surplus) throws CodecException {
        byte[] whole = codec.encode(value);
        byte[] more = Arrays.copyOf(whole, whole.length + 1);
        more[whole.length] = surplus;
        assertThatThrownBy(() -> codec.decode(more, allowed))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("bytes follow its end");
    }

    @Property(tries = 5000)
    void garbageIsAValueOrRefused(@ForAll byte[] garbage) {
        assertValueOrRefused(garbage);
    }

    @Property(tries = 5000)
    void aDamagedMessageIsAValueOrRefused(
            @ForAll("arguments") Object[] arguments, @ForAll int place, @ForAll byte damage) throws CodecException {
        byte[] bytes = codec.encode(arguments);
        bytes[Math.floorMod(place, bytes.length)] = damage;
        assertValueOrRefused(bytes);
    }

    private void assertValueOrRefused(byte[] bytes) {
        Throwable failure = catchThrowable(() -> codec.decode(bytes, allowed));
        if (failure != null) {
            assertThat(failure).isInstanceOf(CodecException.class).hasMessageMatching("(?s)MESH005\\d\\d: .+");
        }
    }

    @Provide
    Arbitrary<Object[]> arguments() {
        return values().array(Object[].class).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<Line> lines =
                Combinators.combine(texts, Arbitraries.integers()).as(Line::new);
        Arbitrary<Map<String, Rank>> ranks =
                Arbitraries.maps(texts, Arbitraries.of(Rank.class)).ofMaxSize(3);
        Arbitrary<List<Line>> someLines = lines.list().ofMaxSize(3);
        return Arbitraries.oneOf(
                        texts,
                        Arbitraries.of(true, false),
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        Arbitraries.doubles(),
                        Arbitraries.floats(),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(20),
                        Arbitraries.bigDecimals().map(BigDecimal.class::cast),
                        Arbitraries.longs().map(Instant::ofEpochMilli),
                        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                                .as(UUID::new),
                        Arbitraries.of(Rank.class),
                        texts.set().ofMaxSize(3),
                        ranks.map(Map::copyOf),
                        texts.list().ofMaxSize(3).map(List::copyOf),
                        someLines,
                        Combinators.combine(texts, someLines, ranks).as(Order::new))
                .map(Object.class::cast)
                .injectNull(0.05);
    }
}
