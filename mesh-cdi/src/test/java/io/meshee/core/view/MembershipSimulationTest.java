package io.meshee.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.core.view.MembershipSimulation.Change;
import org.junit.jupiter.api.Test;

/** A hundred nodes agree, and what they say to each other for it does not grow faster than it must. */
class MembershipSimulationTest {

    private final MembershipSimulation nodes = new MembershipSimulation(100, 256, 5);

    @Test
    void a_join_and_a_leave_settle_in_one_view_each() {
        long epoch = nodes.view().epoch();

        nodes.join();
        assertThat(nodes.view().members()).hasSize(101);
        assertThat(nodes.view().epoch()).isEqualTo(epoch + 1);

        nodes.leave();
        assertThat(nodes.view().members()).hasSize(100);
        assertThat(nodes.view().epoch()).isEqualTo(epoch + 3); // it hands over in one view, and is gone in the next
    }

    @Test
    void a_node_writes_its_record_twice_a_change_and_looks_at_the_view_some_times() {
        Change join = nodes.join();

        assertThat(join.traffic().writes()).isLessThanOrEqualTo(2 * 101 + 5);
        assertThat(join.traffic().views() / 101).isLessThanOrEqualTo(20);
    }
}
