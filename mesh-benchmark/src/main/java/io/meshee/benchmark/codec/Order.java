package io.meshee.benchmark.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A payload of some size, of the types that applications use. */
public record Order(UUID id, String customer, Instant placed, List<Line> lines, Map<String, String> notes)
        implements Serializable {

    /** One of what was ordered. */
    public record Line(String article, int pieces, BigDecimal price) implements Serializable {}

    static Order ofLines(int count) {
        return new Order(
                new UUID(0x0123_4567_89AB_CDEFL, 0x0FED_CBA9_8765_4321L),
                "Ada Lovelace",
                Instant.ofEpochSecond(1_700_000_000L, 123_000_000),
                IntStream.range(0, count)
                        .mapToObj(i -> new Line("article " + i, i + 1, new BigDecimal("19.9" + i % 10)))
                        .toList(),
                Map.of("gift", "yes", "wrap", "blue"));
    }
}
