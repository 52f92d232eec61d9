package io.meshee.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.OverloadedException;
import io.meshee.api.ProcessRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final ProcessRef ANN = process("ann");
    private static final ProcessRef BOB = process("bob");

    private final LocalGroups local = new LocalGroups();
    private final RemoteGroups remote = new RemoteGroups();

    @Test
    void only_the_first_who_comes_and_the_last_who_goes_are_announced() {
        List<String> announced = new ArrayList<>();
        local.announceTo((version, group, present) -> announced.add(version + " " + group + " " + present));
        local.join(ANN, "news");
        local.join(ANN, "news");
        local.join(BOB, "news");
        local.leave(ANN, "news");
        local.leave(ANN, "news");
        local.ended(BOB);
        local.ended(BOB);

        assertThat(announced).containsExactly("1 news true", "2 news false");
        assertThat(local.members("news")).isEmpty();
        assertThat(local.whole()).isEqualTo(new LocalGroups.Whole(2, List.of()));
    }

    @Test
    void an_activation_leaves_all_its_groups_when_it_ends() {
        local.join(ANN, "news");
        local.join(ANN, "sports");
        local.join(BOB, "news");
        local.ended(ANN);

        assertThat(local.members("news")).containsExactly(BOB);
        assertThat(local.whole().groups()).containsExactly("news");
    }

    @Test
    void a_node_has_no_more_groups_than_it_may() {
        for (int i = 0; i < LocalGroups.MOST_GROUPS; i++) {
            local.join(ANN, "group-" + i);
        }

        assertThatThrownBy(() -> local.join(ANN, "one more"))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("MESH00412");
        local.join(BOB, "group-0");
        local.leave(ANN, "group-1");
        local.join(ANN, "one more");
    }

    @Test
    void a_group_has_no_more_members_than_it_may() {
        for (int i = 0; i < LocalGroups.MOST_MEMBERS; i++) {
            local.join(process("member-" + i), "news");
        }

        assertThatThrownBy(() -> local.join(ANN, "news"))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("MESH00417");
        local.join(process("member-0"), "news");
        local.ended(process("member-0"));
        local.join(ANN, "news");
    }

    @Test
    void changes_apply_in_their_order_and_a_gap_is_told() {
        assertThat(remote.changed("n2", "s2", 1, "news", true)).isTrue();
        assertThat(remote.changed("n2", "s2", 3, "sports", true)).isFalse();
        assertThat(remote.nodesWith("sports")).isEmpty();
        assertThat(remote.changed("n2", "s2", 2, "news", false)).isTrue();
        assertThat(remote.changed("n2", "s2", 1, "news", true)).isTrue();

        assertThat(remote.nodesWith("news")).isEmpty();
        assertThat(remote.knows("s2", 2)).isTrue();
        assertThat(remote.knows("s2", 3)).isFalse();
    }

    @Test
    void the_whole_replaces_what_is_older_and_nothing_newer() {
        remote.changed("n2", "s2", 1, "old", true);
        remote.whole("n2", "s2", 5, Set.of("news"));
        remote.whole("n2", "s2", 4, Set.of("late"));

        assertThat(remote.nodesWith("news")).containsExactly("n2");
        assertThat(remote.nodesWith("old")).isEmpty();
        assertThat(remote.nodesWith("late")).isEmpty();
        assertThat(remote.changed("n2", "s2", 6, "next", true)).isTrue();
    }

    @Test
    void nodes_that_are_gone_are_forgotten() {
        remote.whole("n2", "s2", 1, Set.of("news"));
        remote.whole("n3", "s3", 1, Set.of("news"));
        remote.retain(Set.of("s3"));

        assertThat(remote.nodesWith("news")).containsExactly("n3");
        assertThat(remote.knows("s2", 1)).isFalse();
    }

    private static ProcessRef process(String id) {
        return new ProcessRef("n1", "club", "Member", id, 1);
    }
}
