package io.meshee.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredStateTest {

    private final byte[] state = {1, 2, 3};
    private final Map<String, byte[]> replies = Map.of("key", new byte[] {4});

    @Test
    void it_comes_back_as_it_was() throws Exception {
        byte[] bytes = new StoredState(1_700_000_000_000L, state, replies).encode();

        StoredState again = StoredState.decode(bytes);

        assertThat(again.number()).isEqualTo(1_700_000_000_000L);
        assertThat(StoredState.numberOf(bytes)).isEqualTo(1_700_000_000_000L);
        assertThat(again.state()).isEqualTo(state);
        assertThat(again.replies().get("key")).isEqualTo(new byte[] {4});
    }

    @Test
    void two_saves_of_the_same_say_the_same_whatever_their_numbers() throws Exception {
        byte[] one = new StoredState(127, state, replies).encode();

        assertThat(StoredState.isSameButForNumbers(one, new StoredState(128, state, replies).encode()))
                .isTrue();
        assertThat(StoredState.isSameButForNumbers(one, new StoredState(127, state, Map.of()).encode()))
                .isFalse();
        assertThat(StoredState.isSameButForNumbers(one, withoutNumber())).isFalse();
    }

    @Test
    void what_was_saved_before_there_were_numbers_is_read_and_has_none() throws Exception {
        assertThat(StoredState.decode(withoutNumber()).state()).isEqualTo(state);
        assertThat(StoredState.numberOf(withoutNumber())).isZero();
    }

    @Test
    void what_is_of_no_known_version_is_damaged() {
        byte[] bytes = new WireWriter().writeByte(0xD3).writeByte(3).toByteArray();

        assertThatThrownBy(() -> StoredState.decode(bytes)).isInstanceOf(MalformedException.class);
    }

    private byte[] withoutNumber() {
        return new WireWriter()
                .writeByte(0xD3)
                .writeByte(1)
                .writeBytes(state)
                .writeVarint(0)
                .toByteArray();
    }
}
