package io.meshee.ejb.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ProcessKey;
import org.junit.jupiter.api.Test;

class RowKeyTest {

    @Test
    void the_digest_is_the_same_for_ever() {
        assertThat(new RowKey("mesh", new ProcessKey("game", "Game", "player_1")).digest())
                .isEqualTo("312d172904c4e65e6ad74803e56f727e9d3af081aface3114f62eddbdabc3aaf");
    }

    @Test
    void people_read_the_names() {
        assertThat(readable("player_1")).isEqualTo("game/Game/player_1");
        assertThat(readable("größe")).isEqualTo("game/Game/größe");
    }

    @Test
    void what_a_text_column_may_not_hold_is_written_as_in_java() {
        assertThat(readable("a\u0000\n\ud83c")).isEqualTo("game/Game/a\\u0000\\u000a\\ud83c");
        assertThat(readable("🂡")).isEqualTo("game/Game/\\ud83c\\udca1");
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(readable("x".repeat(1024))).hasSize(1000);
    }

    private static String readable(String id) {
        return new RowKey("mesh", new ProcessKey("game", "Game", id)).readable();
    }
}
