package io.meshee.core.view;

import static io.meshee.core.view.Records.node;
import static io.meshee.core.view.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.ClusterView.State;
import io.meshee.core.view.View.ViewMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ViewPlannerTest {

    private final View settled = view(4, "n1", "n2");
    private final Liveness grid = Records.alive("n1", "n2", "n3", "n4");

    @Test
    void the_first_view_waits_for_the_initial_members() {
        MemberRecord n1 = record("n1", State.UP);
        MemberRecord n2 = record("n2", State.UP);

        assertThat(ViewPlanner.first("L", List.of(n1), grid, 2)).isEmpty();
        assertThat(ViewPlanner.first("L", List.of(n2, n1), grid, 2)).hasValueSatisfying(view -> {
            assertThat(names(view)).containsExactly("n1", "n2");
            assertThat(view.epoch()).isEqualTo(1);
            assertThat(view.unsettled()).isEmpty();
        });
    }

    @Test
    void the_first_view_has_no_node_that_is_joining_or_dead() {
        List<MemberRecord> records =
                List.of(record("n1", State.JOINING), record("n2", State.UP), record("n9", State.UP));

        assertThat(ViewPlanner.first("L", records, grid, 1))
                .hasValueSatisfying(view -> assertThat(names(view)).containsExactly("n2"));
        assertThat(ViewPlanner.first("L", List.of(record("n1", State.JOINING)), grid, 1))
                .isEmpty();
    }

    @Test
    void nothing_new_gives_no_view() {
        assertThat(ViewPlanner.next(settled, released(4, "n1", "n2"), grid)).isEmpty();
    }

    @Test
    void several_joins_and_a_change_of_capabilities_come_in_one_view() {
        List<MemberRecord> records = released(4, "n2");
        records.add(record("n1", State.UP).seen("L", 4).released(4).serving(new TreeSet<>(Set.of("game", "chat"))));
        records.add(record("n3", State.UP));
        records.add(record("n4", State.UP));

        View next = ViewPlanner.next(settled, records, grid).orElseThrow();

        assertThat(names(next)).containsExactly("n1", "n2", "n3", "n4");
        assertThat(next.member("n1").orElseThrow().node().capabilities()).containsExactly("chat", "game");
        assertThat(next.epoch()).isEqualTo(5);
    }

    @Test
    void joins_leaves_and_capabilities_wait_while_a_member_has_not_released() {
        List<MemberRecord> records = released(3, "n1");
        records.add(record("n2", State.LEAVING).seen("L", 4).released(4));
        records.add(record("n3", State.UP));

        assertThat(ViewPlanner.next(settled, records, grid)).isEmpty();
    }

    @Test
    void a_release_in_another_lineage_does_not_count() {
        List<MemberRecord> records = released(4, "n1");
        records.add(record("n2", State.UP).seen("other", 9).released(9));
        records.add(record("n3", State.UP));

        assertThat(ViewPlanner.next(settled, records, grid)).isEmpty();
    }

    @Test
    void a_dead_member_is_removed_at_once_even_while_a_change_is_unsettled() {
        View unsettled = new View("L", 4, settled.members(), List.of(new View.Ownership(3, List.of(node("n1")))));
        List<MemberRecord> records = released(3, "n1", "n2");
        records.add(record("n3", State.UP));
        Liveness without = Records.alive("n1", "n3");

        View next = ViewPlanner.next(unsettled, records, without).orElseThrow();

        assertThat(names(next)).containsExactly("n1");
        assertThat(next.unsettled()).extracting(View.Ownership::epoch).containsExactly(3L, 4L);
    }

    @Test
    void a_dead_member_holds_nothing_up() {
        List<MemberRecord> records = released(4, "n1");
        records.add(record("n2", State.UP).seen("L", 3).released(3));
        records.add(record("n3", State.UP));

        View next =
                ViewPlanner.next(settled, records, Records.alive("n1", "n3")).orElseThrow();

        assertThat(names(next)).containsExactly("n1", "n3");
    }

    @Test
    void a_leaving_member_first_owns_nothing_and_is_out_once_it_has_released() {
        List<MemberRecord> records = released(4, "n1");
        records.add(record("n2", State.LEAVING).seen("L", 4).released(4));
        View leaving = ViewPlanner.next(settled, records, grid).orElseThrow();
        assertThat(leaving.owners()).extracting(MemberRecord.Node::name).containsExactly("n1");
        assertThat(names(leaving)).containsExactly("n1", "n2");

        List<MemberRecord> notYet = released(5, "n1");
        notYet.add(record("n2", State.LEAVING).seen("L", 5).released(4));
        assertThat(ViewPlanner.next(leaving, notYet, grid)).isEmpty();

        List<MemberRecord> now = released(5, "n1");
        now.add(record("n2", State.LEAVING).seen("L", 5).released(5));
        assertThat(ViewPlanner.next(leaving, now, grid))
                .hasValueSatisfying(view -> assertThat(names(view)).containsExactly("n1"));
    }

    @Test
    void a_node_that_restarted_under_its_name_takes_the_place_of_its_former_self() {
        List<MemberRecord> records = released(4, "n1");
        records.add(record("n2", "n2-second", State.UP));
        Liveness restarted = Records.aliveStarts("n1-first", "n2-second");

        View next = ViewPlanner.next(settled, records, restarted).orElseThrow();

        assertThat(names(next)).containsExactly("n1", "n2");
        assertThat(next.member("n2").orElseThrow().node().startId()).isEqualTo("n2-second");
    }

    @Test
    void a_member_whose_record_was_lost_stays_while_its_grid_member_lives() {
        assertThat(ViewPlanner.next(settled, released(4, "n1"), grid)).isEmpty();
    }

    @Test
    void the_last_members_view_is_kept_when_all_are_dead() {
        assertThat(ViewPlanner.next(settled, released(4, "n1", "n2"), Records.alive("n9")))
                .isEmpty();
    }

    @Test
    void each_view_names_the_owners_that_may_still_hold_shards() {
        List<MemberRecord> records = released(4, "n1", "n2");
        records.add(record("n3", State.UP));
        View unsettled = new View("L", 4, settled.members(), List.of(new View.Ownership(3, List.of(node("n9")))));

        View next = ViewPlanner.next(unsettled, records, grid).orElseThrow();

        assertThat(next.unsettled()).singleElement().satisfies(ownership -> {
            assertThat(ownership.epoch()).isEqualTo(4);
            assertThat(ownership.owners()).containsExactlyElementsOf(settled.owners());
        });
    }

    @Test
    void every_node_computes_the_same_next_view_byte_for_byte() {
        List<MemberRecord> records = released(4, "n1", "n2");
        records.add(record("n4", State.UP));
        records.add(record("n3", State.UP));
        byte[] one = ViewPlanner.next(settled, records, grid).orElseThrow().encode();
        Collections.reverse(records);

        assertThat(ViewPlanner.next(settled, records, grid).orElseThrow().encode())
                .isEqualTo(one);
    }

    private static View view(long epoch, String... names) {
        List<ViewMember> members = new ArrayList<>();
        for (String name : names) {
            members.add(new ViewMember(node(name), false));
        }
        return new View("L", epoch, members, List.of());
    }

    private static List<MemberRecord> released(long epoch, String... names) {
        List<MemberRecord> records = new ArrayList<>();
        for (String name : names) {
            records.add(record(name, State.UP).seen("L", epoch).released(epoch));
        }
        return records;
    }

    private static List<String> names(View view) {
        return view.members().stream().map(member -> member.node().name()).toList();
    }
}
