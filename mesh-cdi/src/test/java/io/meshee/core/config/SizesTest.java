package io.meshee.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "512B, 512",
        "64KiB, 65536",
        "1MiB, 1048576",
        "2GiB, 2147483648",
        "64KB, 64000",
        "1MB, 1000000",
        "1.5KiB, 1536",
        "' 1 MiB ', 1048576"
    })
    void aSizeIsANumberAndAUnit(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "5", "MiB", "-1MiB", "1 mebibyte", "1mib", "1M", "1TB"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is not a size; write 512B, 64KiB, 1MiB or 1GiB");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Sizes.parse("99999999999GiB"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"99999999999GiB\" is too large");
    }
}
