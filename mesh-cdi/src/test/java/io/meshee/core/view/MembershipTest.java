package io.meshee.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Capability;
import io.meshee.api.Handle;
import io.meshee.core.node.MeshNode;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.MalformedException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembershipTest {

    @Capability("game")
    static class Game {
        @Handle
        public int score() {
            return 1;
        }
    }

    @Capability("chat")
    static class Chat {
        @Handle
        public int lines() {
            return 1;
        }
    }

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void endCluster() {
        cluster.close();
    }

    @Test
    void two_nodes_that_start_together_form_one_view() throws Exception {
        cluster.set("mesh.cluster.initial-members", "2");
        MeshNode n1 = cluster.startWithoutWaiting("n1", ProcessClasses.of(Game.class));
        assertThat(n1.view().epoch()).isZero();
        MeshNode n2 = cluster.startWithoutWaiting("n2", ProcessClasses.of(Game.class));

        cluster.awaitMembers("n1", "n2");

        assertThat(n1.view()).isEqualTo(n2.view());
        assertThat(n1.view().epoch()).isEqualTo(1);
    }

    @Test
    void a_node_that_joins_late_learns_everything_and_is_learnt_by_all() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        MeshNode n2 = cluster.start("n2", Chat.class);
        MeshNode n3 = cluster.start("n3", Game.class);

        assertThat(n3.nodesFor("game")).containsExactly("n1", "n3");
        assertThat(n3.nodesFor("chat")).containsExactly("n2");
        assertThat(n1.nodesFor("game")).containsExactly("n1", "n3");
        assertThat(n2.allCapabilities()).containsExactly("chat", "game");
    }

    @Test
    void a_node_whose_announcements_are_all_lost_is_learnt_all_the_same() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        cluster.grid().loseHints(true);

        MeshNode n2 = cluster.start("n2", Game.class);

        assertThat(n1.nodesFor("game")).containsExactly("n1", "n2");
        assertThat(n2.nodesFor("game")).containsExactly("n1", "n2");
    }

    @Test
    void a_record_that_was_lost_is_published_again() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);

        cluster.directory().loseMember("n2");

        Eventually.until(
                "the record is back", () -> cluster.directory().member("n2").isPresent());
        assertThat(n1.nodesFor("game")).containsExactly("n1", "n2");
    }

    @Test
    void a_look_at_the_directory_that_fails_is_not_the_last() throws Exception {
        cluster.start("n1", Game.class);
        Eventually.until("n1 has nothing to do", () -> recordOf("n1").releasedEpoch() == 1);
        cluster.directory().fail(new InternalError("as the test wants it"));
        int readings = cluster.directory().readings();
        Eventually.until("it looks again and again", () -> cluster.directory().readings() > readings + 3);

        cluster.directory().fail(null);

        cluster.start("n2", Game.class);
    }

    /** Its node has not changed since, and would have nothing new to publish. */
    @Test
    void a_record_that_fell_back_to_an_older_one_is_published_again() throws Exception {
        cluster.start("n1", Game.class);
        byte[] older = cluster.directory().member("n1").orElseThrow();
        cluster.start("n2", Game.class);
        Eventually.until("n1 has let go", () -> recordOf("n1").releasedEpoch() == 2);

        cluster.directory().overwriteMember("n1", older);

        Eventually.until("the newer one is back", () -> recordOf("n1").releasedEpoch() == 2);
        cluster.start("n3", Game.class); // comes in once all have said that they have let go
    }

    @Test
    void a_record_that_cannot_be_read_any_more_is_published_again() throws Exception {
        cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);
        Eventually.until("n1 has let go", () -> recordOf("n1").releasedEpoch() == 2);

        cluster.directory().overwriteMember("n1", new byte[] {9, 9, 9});

        cluster.start("n3", Game.class);
    }

    /** Else the two would write over each other for ever. */
    @Test
    void a_record_that_is_of_another_start_by_now_is_left_alone() throws Exception {
        cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);
        Eventually.until("n1 has let go", () -> recordOf("n1").releasedEpoch() == 2);
        byte[] successor = ofAnotherStart(recordOf("n1")).encode();

        cluster.directory().overwriteMember("n1", successor);

        int readings = cluster.directory().readings();
        Eventually.until("both have looked again", () -> cluster.directory().readings() > readings + 3);
        assertThat(cluster.directory().member("n1").orElseThrow()).isEqualTo(successor);
    }

    private static MemberRecord ofAnotherStart(MemberRecord record) {
        Node node = record.node();
        return new MemberRecord(
                new Node(
                        node.name(),
                        "another start",
                        node.gridMember(),
                        node.capabilities(),
                        Map.of("memory", "nobody answers there"),
                        node.weight(),
                        node.zone()),
                record.state(),
                record.terms(),
                record.lineage(),
                record.seenEpoch(),
                record.releasedEpoch(),
                record.processes());
    }

    private MemberRecord recordOf(String node) throws MalformedException {
        return MemberRecord.decode(cluster.directory().member(node).orElseThrow());
    }

    @Test
    void a_view_that_was_lost_is_put_back_as_it_was() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);
        byte[] before = cluster.directory().view().orElseThrow();

        cluster.directory().loseView();

        Eventually.until("the view is back", () -> cluster.directory().view().isPresent());
        assertThat(cluster.directory().view().orElseThrow()).isEqualTo(before);
        assertThat(n1.view().epoch()).isEqualTo(View.decode(before).epoch());
    }

    @Test
    void a_directory_that_fell_back_to_an_older_view_is_given_the_newer_one_again() throws Exception {
        cluster.start("n1", Game.class);
        byte[] older = cluster.directory().view().orElseThrow();
        cluster.start("n2", Game.class);
        byte[] newer = cluster.directory().view().orElseThrow();

        cluster.directory().replaceView(newer, older);

        Eventually.until(
                "the newer view is back",
                () -> Arrays.equals(newer, cluster.directory().view().orElseThrow()));
    }

    @Test
    void a_record_that_cannot_be_read_removes_nobody_from_the_view() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);
        long epoch = n1.view().epoch();

        cluster.directory().overwriteMember("n3", new byte[] {9, 9, 9});
        cluster.directory().loseView(); // put back by the same look at the directory that meets the unreadable record

        Eventually.until(
                "the directory was looked at", () -> cluster.directory().view().isPresent());
        assertThat(n1.view().epoch()).isEqualTo(epoch);
        assertThat(n1.nodesFor("game")).containsExactly("n1", "n2");
    }

    @Test
    void a_killed_node_is_out_of_the_view_within_two_seconds() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);
        cluster.start("n3", Game.class);
        long begin = System.nanoTime();

        cluster.kill("n2");
        cluster.awaitMembers("n1", "n3");

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(2000);
        assertThat(n1.nodesFor("game")).containsExactly("n1", "n3");
    }

    @Test
    void the_first_node_by_name_may_die_too() throws Exception {
        cluster.start("n1", Game.class);
        MeshNode n2 = cluster.start("n2", Game.class);
        cluster.start("n3", Game.class);

        cluster.kill("n1");
        cluster.awaitMembers("n2", "n3");

        assertThat(n2.nodesFor("game")).containsExactly("n2", "n3");
    }

    @Test
    void a_stopped_node_leaves_no_record_behind_and_may_come_back_at_once() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);

        cluster.stop("n2");

        assertThat(cluster.directory().member("n2")).isEmpty();
        cluster.awaitMembers("n1");
        cluster.start("n2", Game.class);
        assertThat(n1.nodesFor("game")).containsExactly("n1", "n2");
    }

    @Test
    void a_node_that_has_stopped_does_not_disturb_those_that_hint_to_it() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        MeshNode n2 = cluster.start("n2", Game.class);
        n2.stop();

        n1.registerCapabilities("x").toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(n1.allCapabilities()).containsExactly("game", "x");
    }

    @Test
    void nodes_that_stop_together_do_not_wait_for_one_another() throws Exception {
        cluster.set("mesh.rebalance.drain-timeout", "30s");
        cluster.start("n1", Game.class);
        cluster.start("n2", Game.class);
        cluster.start("n3", Game.class);
        long begin = System.nanoTime();

        cluster.close();

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(10);
    }

    @Test
    void capabilities_are_added_and_removed_but_never_replaced() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        MeshNode n2 = cluster.start("n2", Game.class);

        n1.registerCapabilities("x").toCompletableFuture().get(10, TimeUnit.SECONDS);
        n1.registerCapabilities("y", "z").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(n2.allCapabilities()).containsExactly("game", "x", "y", "z");
        assertThat(n2.nodesFor("x")).containsExactly("n1");

        n1.unregisterCapabilities("y").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(n2.allCapabilities()).containsExactly("game", "x", "z");
        assertThat(n2.nodesFor("game")).containsExactly("n1", "n2");
    }

    @Test
    void registering_is_done_only_when_every_member_has_the_view() throws Exception {
        MeshNode n1 = cluster.start("n1", Game.class);
        MeshNode n2 = cluster.start("n2", Game.class);
        MeshNode n3 = cluster.start("n3", Game.class);
        for (int i = 0; i < 10; i++) {
            n1.registerCapabilities("extra" + i).toCompletableFuture().get(10, TimeUnit.SECONDS);

            assertThat(n2.nodesFor("extra" + i)).containsExactly("n1");
            assertThat(n3.nodesFor("extra" + i)).containsExactly("n1");
        }
    }

    @Test
    void a_node_with_other_shards_is_refused_at_join() throws Exception {
        cluster.start("n1", Game.class);
        cluster.set("mesh.shards", "512");

        assertThatThrownBy(() -> cluster.startWithoutWaiting("n2", ProcessClasses.of(Game.class)))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessageContaining("mesh.shards is 512 here, but 256");
    }
}
