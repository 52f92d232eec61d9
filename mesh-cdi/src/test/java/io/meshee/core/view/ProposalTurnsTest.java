package io.meshee.core.view;

import static io.meshee.core.view.Records.node;
import static io.meshee.core.view.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.View.ViewMember;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProposalTurnsTest {

    private final List<MemberRecord> records = Stream.of("n1", "n2", "n3", "n4")
            .map(name -> record(name, State.UP))
            .toList();

    @Test
    void the_first_proposes_at_once_and_each_other_one_later() {
        assertThat(wait("n1", view("n1", "n2"))).isNotPositive();
        assertThat(wait("n2", view("n1", "n2"))).isPositive();
    }

    @Test
    void nobody_waits_for_those_that_are_not_there() {
        assertThat(wait("n2", view("n1", "n2"), Records.alive("n2"))).isNotPositive();
    }

    /** They propose nothing: only members do. */
    @Test
    void a_member_waits_for_none_of_those_that_are_to_come_in() {
        assertThat(wait("n3", view("n3", "n4"))).isNotPositive();
        assertThat(wait("n4", view("n3", "n4"))).isPositive();
    }

    @Test
    void those_that_come_when_every_member_is_dead_take_turns_too() {
        assertThat(wait("n1", view("n8", "n9"))).isNotPositive();
        assertThat(wait("n2", view("n8", "n9"))).isPositive();
    }

    @Test
    void so_do_those_that_make_the_first_view() {
        assertThat(wait("n1", null)).isNotPositive();
        assertThat(wait("n2", null)).isPositive();
    }

    private long wait(String self, View present) {
        return wait(self, present, Records.alive("n1", "n2", "n3", "n4"));
    }

    private long wait(String self, View present, Liveness liveness) {
        return new ProposalTurns(node(self)).nanosUntilMine(present, records, liveness);
    }

    private static View view(String... members) {
        return new View(
                "L",
                4,
                Stream.of(members)
                        .map(name -> new ViewMember(node(name), false))
                        .toList(),
                List.of());
    }
}
