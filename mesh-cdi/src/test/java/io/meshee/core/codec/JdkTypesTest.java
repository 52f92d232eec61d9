package io.meshee.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JdkTypesTest {

    private final SerialPayloadCodec codec = new SerialPayloadCodec(getClass().getClassLoader(), 1 << 20);

    @ParameterizedTest
    @MethodSource
    void jdkValuesNeedNoPermission(Object value) throws CodecException {
        assertThat(decode(value)).isEqualTo(value);
    }

    static List<Object> jdkValuesNeedNoPermission() {
        ArrayList<Integer> ints = new ArrayList<>(List.of(3, 1, 2));
        return List.of(
                'c',
                (short) 3,
                BigInteger.TWO,
                Duration.ofSeconds(5),
                LocalDate.of(2026, 11, 22),
                ZonedDateTime.parse("2026-11-22T10:00:00+01:00[Europe/Berlin]"),
                URI.create("https://example.org"),
                Locale.GERMANY,
                TimeUnit.SECONDS,
                BitSet.valueOf(new long[] {5}),
                new int[][] {{1}, {2, 3}},
                new String[] {"a", "b"},
                new Object[][] {{1}, {"two"}},
                List.of(1),
                List.of(1, 2, 3),
                Set.of("a", "b", "c"),
                Map.of("a", 1, "b", 2),
                Arrays.asList(1, null),
                new LinkedList<>(ints),
                new TreeSet<>(ints),
                new TreeMap<>(Map.of("b", 1)),
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new ConcurrentSkipListMap<>(Map.of("a", 1)),
                new CopyOnWriteArrayList<>(ints),
                EnumSet.of(TimeUnit.DAYS),
                EnumSet.of(Character.UnicodeScript.LATIN),
                new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.singletonList(1),
                Collections.unmodifiableList(ints),
                Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))),
                Collections.unmodifiableSortedSet(new TreeSet<>(ints)),
                Collections.synchronizedList(ints),
                Collections.nCopies(3, "x"),
                Map.copyOf(Map.of(1, List.of(Set.of(2)))));
    }

    @Test
    void aDequeKeepsItsElements() throws CodecException {
        assertThat((ArrayDeque<?>) decode(new ArrayDeque<>(List.of(1, 2))))
                .map(Object.class::cast)
                .containsExactly(1, 2);
    }

    @Test
    void aThrowableOfTheJdkKeepsItsMessageAndCause() throws CodecException {
        Exception failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));
        failure.addSuppressed(new UnsupportedOperationException("aside"));
        assertThat((Throwable) decode(failure))
                .hasMessage("outer")
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasSuppressedException(new UnsupportedOperationException("aside"));
    }

    private Object decode(Object value) throws CodecException {
        return codec.decode(codec.encode(value), AllowedTypes.jdk());
    }
}
