package io.meshee.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ClusterView.State;
import io.meshee.core.wire.MalformedException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordReadingsTest {

    private static final MemberRecord UP = Records.record("n1", State.UP);
    private static final MemberRecord LEAVING = Records.record("n1", State.LEAVING);

    private final RecordReadings readings = new RecordReadings();

    @Test
    void a_record_that_has_not_changed_is_not_decoded_again() throws Exception {
        MemberRecord first = readings.of(Map.of("n1", UP.encode())).get("n1");

        assertThat(readings.of(Map.of("n1", UP.encode())).get("n1"))
                .isSameAs(first)
                .isEqualTo(UP);
    }

    @Test
    void one_that_has_changed_is_read_anew_and_one_that_is_gone_is_forgotten() throws Exception {
        readings.of(Map.of("n1", UP.encode(), "n2", UP.encode()));

        assertThat(readings.of(Map.of("n1", LEAVING.encode()))).containsExactly(Map.entry("n1", LEAVING));
    }

    @Test
    void bytes_that_are_no_record_are_refused() {
        assertThatThrownBy(() -> readings.of(Map.of("n1", new byte[] {1, 2, 3})))
                .isInstanceOf(MalformedException.class);
    }
}
