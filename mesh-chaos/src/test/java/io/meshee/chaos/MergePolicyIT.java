package io.meshee.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import io.meshee.core.wire.WireWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of two entries of a state the data grid keeps, by the class as it lies on the nodes' class path. */
class MergePolicyIT {

    private static final Path JAR = Path.of("../server-config/target/runtime/mesh-grid-clock.jar");

    private static final int FRESH = 0;
    private static final int SAVED = 1;
    private static final int TOMBSTONE = 2;

    private URLClassLoader server;
    private SplitBrainMergePolicy<Object, MergingValue<Object>, Object> policy;

    private record Value(byte[] bytes) implements MergingValue<Object> {

        @Override
        public Object getValue() {
            return bytes;
        }

        @Override
        public Object getRawValue() {
            return this;
        }
    }

    @BeforeEach
    @SuppressWarnings("unchecked") // it is that, by its declaration
    void loadThePolicy() throws Exception {
        server = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, getClass().getClassLoader());
        policy = (SplitBrainMergePolicy<Object, MergingValue<Object>, Object>)
                server.loadClass("io.meshee.server.LastSaveMergePolicy")
                        .getConstructor()
                        .newInstance();
    }

    @AfterEach
    void closeTheJar() throws Exception {
        server.close();
    }

    @Test
    void whatThereIsNothingAgainstIsKept() {
        var value = saved(1, 1);

        assertThat(policy.merge(value, null)).isSameAs(value);
    }

    @Test
    void theLaterSaveIsKeptWhateverTheGenerations() {
        requireThatTheFirstIsKept(saved(5, 300), saved(5, 299));
        requireThatTheFirstIsKept(saved(5, 1_700_000_000_129L), saved(9, 1_700_000_000_128L));
    }

    @Test
    void ofOneSaveTheHigherGenerationIsKept() {
        requireThatTheFirstIsKept(saved(6, 300), saved(5, 300));
        requireThatTheFirstIsKept(withoutNumber(6), withoutNumber(5));
    }

    @Test
    void whatWasSavedIsKeptRatherThanWhatNeverWas() {
        requireThatTheFirstIsKept(saved(5, 1), entry(FRESH, 9));
        requireThatTheFirstIsKept(entry(FRESH, 9), entry(FRESH, 8));
        requireThatTheFirstIsKept(saved(5, 1), withoutNumber(9));
    }

    @Test
    void whereAProcessWasForgottenTheGenerationsTell() {
        requireThatTheFirstIsKept(entry(TOMBSTONE, 5), saved(5, 7));
        requireThatTheFirstIsKept(entry(TOMBSTONE, 6), saved(5, 7));
        requireThatTheFirstIsKept(saved(7, 1), entry(TOMBSTONE, 6));
        requireThatTheFirstIsKept(entry(FRESH, 7), entry(TOMBSTONE, 6));
        requireThatTheFirstIsKept(entry(TOMBSTONE, 7), entry(TOMBSTONE, 6));
    }

    @Test
    void whatCannotBeReadIsNeverPutInThePlaceOfWhatCan() {
        requireThatTheFirstIsKept(entry(FRESH, 0), new Value(new byte[] {7, 1}));
        requireThatTheFirstIsKept(entry(FRESH, 0), new Value(new byte[0]));
        requireThatTheFirstIsKept(entry(FRESH, 0), new Value(null));
    }

    @Test
    void ofEqualsTheOneThatIsThereIsKept() {
        var there = saved(5, 7);

        assertThat(policy.merge(saved(5, 7), there)).isSameAs(there);
    }

    private void requireThatTheFirstIsKept(Value one, Value other) {
        assertThat(policy.merge(one, other)).isSameAs(one);
        assertThat(policy.merge(other, one)).isSameAs(one);
    }

    private static Value saved(long generation, long number) {
        var state = new WireWriter()
                .writeByte(0xD3)
                .writeByte(2)
                .writeVarint(number)
                .writeBytes(new byte[200])
                .writeVarint(0)
                .toByteArray();
        return new Value(new WireWriter()
                .writeByte(SAVED)
                .writeVarint(generation)
                .writeBytes(state)
                .toByteArray());
    }

    private static Value withoutNumber(long generation) {
        var state = new WireWriter()
                .writeByte(0xD3)
                .writeByte(1)
                .writeBytes(new byte[200])
                .writeVarint(0)
                .toByteArray();
        return new Value(new WireWriter()
                .writeByte(SAVED)
                .writeVarint(generation)
                .writeBytes(state)
                .toByteArray());
    }

    private static Value entry(int kind, long generation) {
        return new Value(
                new WireWriter().writeByte(kind).writeVarint(generation).toByteArray());
    }
}
