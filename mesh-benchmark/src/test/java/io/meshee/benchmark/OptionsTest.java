package io.meshee.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final String NAME = "options-test";

    @AfterEach
    void forget() {
        System.clearProperty("bench." + NAME);
    }

    @Test
    void aListIsWhatStandsBetweenCommas() {
        set(" a ,b,, ");
        assertThat(Options.list(NAME)).containsExactly("a", "b");
        set("");
        assertThat(Options.list(NAME)).isEmpty();
    }

    @Test
    void whatIsMissingOrTooLittleIsNamed() {
        assertThatThrownBy(() -> Options.text(NAME)).hasMessageContaining("-Dbench." + NAME);
        set("0");
        assertThatThrownBy(() -> Options.count(NAME)).hasMessageContaining("-Dbench." + NAME);
        set("1");
        assertThat(Options.count(NAME)).isOne();
    }

    @Test
    void aSoakThatCouldNotBeJudgedIsRefusedBeforeItBegins() {
        assertThatCode(() -> Soak.requireEnough(18, 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Soak.requireEnough(17, 3)).hasMessageContaining("bench.soak.seconds");
        assertThatThrownBy(() -> Soak.requireEnough(600, 2)).hasMessageContaining("bench.soak.collect");
    }

    private static void set(String value) {
        System.setProperty("bench." + NAME, value);
    }
}
