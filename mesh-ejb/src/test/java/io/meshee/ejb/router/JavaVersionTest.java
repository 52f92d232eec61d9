package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 21})
    void versions_on_which_the_orb_starts_are_taken(int feature) {
        assertThatCode(() -> JavaVersion.requireSupported(feature)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 16, 22, 25})
    void other_versions_are_refused_with_the_reason(int feature) {
        assertThatThrownBy(() -> JavaVersion.requireSupported(feature))
                .hasMessageContaining("MESH00621")
                .hasMessageContaining("JDK " + feature)
                .hasMessageContaining("ORB");
    }
}
