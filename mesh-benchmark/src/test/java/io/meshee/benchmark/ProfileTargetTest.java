package io.meshee.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.benchmark.load.Load;
import io.meshee.benchmark.load.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTargetTest {

    @Test
    void aTargetIsARowUnderALoad() {
        assertThat(ProfileTarget.of("REMOTE:64"))
                .isEqualTo(new ProfileTarget(Contender.MESH, Row.REMOTE, Load.callers(64)));
        assertThat(ProfileTarget.of("REMOTE:pipelined256"))
                .isEqualTo(new ProfileTarget(Contender.MESH, Row.REMOTE, Load.pipelined(256)));
        assertThat(ProfileTarget.of("MESH_GRID/REMOTE:1"))
                .isEqualTo(new ProfileTarget(Contender.MESH_GRID, Row.REMOTE, Load.callers(1)));
    }

    @Test
    void filesAreNamedAfterIt() {
        assertThat(ProfileTarget.of("MESH_GRID/REMOTE:pipelined256").name()).isEqualTo("MESH_GRID-REMOTE-pipelined256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REMOTE", "REMOTE:many", "NOWHERE:1", "NOBODY/REMOTE:1", "a:b/REMOTE"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> ProfileTarget.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
