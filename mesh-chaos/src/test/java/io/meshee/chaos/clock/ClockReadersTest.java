package io.meshee.chaos.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockReadersTest {

    private static final Duration STEP = Duration.ofHours(-1);

    @AfterEach
    void stepBack() {
        SteppedClock.step(0);
    }

    @ParameterizedTest
    @ValueSource(classes = {Millis.class, Now.class, OfClock.class})
    void whoReadsTheClockReadsTheSteppedOne(Class<? extends LongSupplier> reader) throws Exception {
        var changed = (LongSupplier) changed(reader).getDeclaredConstructor().newInstance();

        assertThat(changed.getAsLong()).isCloseTo(System.currentTimeMillis(), within(10_000L));
        SteppedClock.step(STEP.toMillis());
        assertThat(changed.getAsLong()).isCloseTo(System.currentTimeMillis() + STEP.toMillis(), within(10_000L));
    }

    @Test
    void whoDoesNotIsLeftAsItIs() throws IOException {
        assertThat(ClockReaders.changed(ClassFileLocator.ForClassLoader.read(Monotonic.class)))
                .isNull();
    }

    private static Class<?> changed(Class<?> reader) throws IOException, ClassNotFoundException {
        var bytes = ClockReaders.changed(ClassFileLocator.ForClassLoader.read(reader));
        return new ByteArrayClassLoader.ChildFirst(
                        ClockReadersTest.class.getClassLoader(), Map.of(reader.getName(), bytes))
                .loadClass(reader.getName());
    }

    /** Reads it as millions of lines do. */
    public static final class Millis implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.currentTimeMillis();
        }
    }

    /** Reads it the newer way. */
    public static final class Now implements LongSupplier {
        @Override
        public long getAsLong() {
            return Instant.now().toEpochMilli();
        }
    }

    /** Reads it by what can be injected. */
    public static final class OfClock implements LongSupplier {
        @Override
        public long getAsLong() {
            return List.of(Clock.systemUTC()).get(0).millis();
        }
    }

    /** Reads another clock. */
    public static final class Monotonic implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }
}
