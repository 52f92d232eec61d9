package io.meshee.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.view.ViewId;
import io.meshee.core.wire.MalformedException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat(
            "mesh",
            "a-1",
            "b-1",
            new ViewId("L", 7, -3),
            true,
            false,
            Set.of("c-1", "b-1"),
            Set.of("d-1"),
            Set.of("e-1"),
            Set.of("e-1", "f-1"));

    @Test
    void a_heartbeat_comes_back_as_it_was() throws Exception {
        assertThat(Heartbeat.isOne(heartbeat.encode())).isTrue();
        assertThat(Heartbeat.decode(heartbeat.encode())).isEqualTo(heartbeat);
    }

    @Test
    void every_truncated_heartbeat_is_refused() {
        byte[] bytes = heartbeat.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Heartbeat.decode(cut)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void other_frames_are_told_apart() {
        assertThat(Heartbeat.isOne(null)).isFalse();
        assertThat(Heartbeat.isOne(new byte[0])).isFalse();
        assertThat(Heartbeat.isOne(new byte[] {(byte) 0xB1, 2})).isFalse();
    }
}
