package io.meshee.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.view.View;
import io.meshee.core.view.View.Ownership;
import io.meshee.core.view.View.ViewMember;
import io.meshee.core.view.ViewId;
import io.meshee.core.wire.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Node B = new Node("b", "b-1", "jvm", new TreeSet<>(Set.of("game")), Map.of(), 1, "");

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
            Set.of("e-1", "f-1"),
            Optional.of(new View("L", 8, List.of(new ViewMember(B, false)), List.of(new Ownership(7, List.of(B))))));

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
