package io.meshee.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void aThrowableIsTypeMessageAndStackWithCauses() {
        FailureText text = FailureText.of(new IllegalStateException("outer", new RuntimeException("inner")));
        assertThat(text.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(text.message()).isEqualTo("outer");
        assertThat(text.stack())
                .startsWith("java.lang.IllegalStateException: outer")
                .contains(getClass().getName())
                .contains("Caused by: java.lang.RuntimeException: inner");
    }

    @Test
    void aDeepStackDoesNotCrowdOutTheRootCause() {
        Exception outer = deep(500, new IllegalArgumentException("root"));
        assertThat(FailureText.of(outer).stack())
                .contains(" more\nCaused by: java.lang.IllegalArgumentException: root\n")
                .hasSizeLessThanOrEqualTo(FailureText.MAX_LENGTH);
    }

    @Test
    void causesThatGoRoundAreToldOnce() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(FailureText.of(first).stack()).containsOnlyOnce("Caused by");
    }

    @Test
    void noMessageStaysNone() {
        assertThat(FailureText.of(new RuntimeException()).message()).isNull();
    }

    @Test
    void aLongMessageOrStackIsCut() {
        FailureText text = FailureText.of(new RuntimeException("😀".repeat(100_000)));
        assertThat(text.message()).isEqualTo("😀".repeat(4095) + "…");
        assertThat(text.stack()).hasSizeBetween(8191, 8192).endsWith("…");
        assertThat(FailureText.of(new RuntimeException("y".repeat(8192))).message())
                .isEqualTo("y".repeat(8192));
    }

    @Test
    void aThrowableThatThrowsIsNamed() {
        FailureText text = FailureText.of(new Hostile());
        assertThat(text.type()).isEqualTo(Hostile.class.getName());
        assertThat(text.message()).isEqualTo("cannot be read: java.lang.UnsupportedOperationException");
        assertThat(text.stack()).isEqualTo(Hostile.class.getName());
    }

    private static Exception deep(int frames, Exception cause) {
        return frames == 0 ? new Exception("outer", cause) : deep(frames - 1, cause);
    }

    private static final class Hostile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }
}
