package io.meshee.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "5s, PT5S",
        "2m, PT2M",
        "1h, PT1H",
        "2d, PT48H",
        "1.5s, PT1.5S",
        "0s, PT0S",
        "' 5 s ', PT5S"
    })
    void aDurationIsANumberAndAUnit(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "5", "s", "-5s", "5 sec", "PT5S", "5S", "1h30m", "1e3s", "5s."})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is not a duration; write 500ms, 5s, 2m or 1h");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Durations.parse("999999d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"999999d\" is longer than 292 years");
    }
}
