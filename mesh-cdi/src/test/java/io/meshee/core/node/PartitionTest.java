package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshee.api.ClusterView;
import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.PartitionedException;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.view.MemberRecord;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.InMemoryNetwork.Fault;
import io.meshee.testkit.ProcessClasses;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that are cut off, come back, or find the directory changed beneath them. */
class PartitionTest {

    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration HEALED = Duration.ofSeconds(10);

    private final World world = new World();

    PartitionTest() {
        world.cluster.set("mesh.lease", "1s").set("mesh.call.timeout", "20s").set("mesh.rebalance.drain-timeout", "1s");
    }

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void the_shards_of_a_killed_node_serve_again_within_two_seconds() throws Exception {
        startThree();
        String id = world.idOn("n2");
        world.cluster.kill("n2");

        Eventually.within(Duration.ofSeconds(2), "the shard serves again", () -> serves("n1", id));

        assertThat(world.mesh("n1").call(total(id)).process().node()).isNotEqualTo("n2");
    }

    @Test
    void a_transport_that_hangs_on_the_way_to_a_dead_node_does_not_hide_its_death() throws Exception {
        world.cluster.set("mesh.lease", "6s");
        startThree();
        for (String survivor : List.of("n1", "n3")) {
            world.cluster.network().hold(survivor, "n2", world.gate("wire"));
        }
        world.gate("wire").awaitArrivals(2);

        world.cluster.kill("n2");

        Eventually.within(
                Duration.ofSeconds(4), "n2 is out", () -> members("n1").equals(List.of("n1", "n3")));
    }

    @Test
    void of_two_nodes_each_survives_the_other() throws Exception {
        for (String killed : List.of("n1", "n2")) {
            World two = new World();
            two.startTwo();
            String id = two.idOn(killed);
            String survivor = killed.equals("n1") ? "n2" : "n1";
            try {
                two.cluster.kill(killed);
                two.cluster.awaitMembers(survivor); // what is sent while the dead one is put out may end UNKNOWN

                assertThat(two.mesh(survivor).call(add(id, 1)).process().node()).isEqualTo(survivor);
            } finally {
                two.close();
            }
        }
    }

    @Test
    void without_proof_of_death_a_killed_node_is_taken_over_from_after_the_lease_and_two_seconds_at_most()
            throws Exception {
        startThree();
        world.cluster.grid().withholdProofOfDeath();
        String id = world.idOn("n2");
        long begin = System.nanoTime();
        world.cluster.kill("n2");

        Eventually.within(LEASE.plusSeconds(4), "the shard serves again", () -> serves("n1", id));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(LEASE);
    }

    /** Whatever the grid kept on it cannot be read before the grid has put it out: the directory, for one. */
    @Test
    void a_node_that_vanishes_is_put_out_of_the_grid_too_so_that_the_directory_does_not_hang_on_it() throws Exception {
        startThree();
        String id = world.idOn("n2");

        world.cluster.vanish("n2");

        Eventually.within(LEASE.plusSeconds(4), "the shard serves again", () -> serves("n1", id));
        assertThat(members("n3")).containsExactly("n1", "n3");
    }

    /** The grid makes the copies serve of what was on a member that has gone, and not everywhere equally soon. */
    @Test
    void a_node_whose_directory_hangs_learns_of_a_view_from_the_others_and_serves_by_it() throws Exception {
        startThree();
        List<String> ids = world.idsOn("n2", 50);
        world.cluster.directory().hang("n3");
        world.cluster.directory().awaitHanging("n3");

        world.cluster.kill("n2");

        Eventually.until("n3 has the next view", () -> members("n3").equals(List.of("n1", "n3")));
        for (String id : ids) {
            Eventually.until(id + " serves again", () -> serves("n1", id));
        }
        assertThat(ids)
                .anyMatch(
                        id -> world.mesh("n3").call(total(id)).process().node().equals("n3"));
    }

    /** Of three that it takes to commit a view two do not see the directory: the first of them to have it opens its gates later. */
    @Test
    void nodes_whose_directory_hangs_serve_as_soon_as_they_hear_that_a_view_is_committed() throws Exception {
        for (String name : List.of("n1", "n2", "n3", "n4", "n5")) {
            world.start(name);
        }
        List<String> ids = world.idsOn("n5", 50);
        world.cluster.grid().withholdProofOfDeath();
        for (String name : List.of("n2", "n3")) {
            world.cluster.directory().hang(name);
            world.cluster.directory().awaitHanging(name);
        }

        world.cluster.kill("n4");
        world.cluster.kill("n5");

        for (String name : List.of("n2", "n3")) {
            Eventually.until(name + " has the next view", () -> members(name).equals(List.of("n1", "n2", "n3")));
        }
        for (String id : ids) {
            Eventually.until(id + " serves again", () -> serves("n1", id));
        }
        assertThat(ids)
                .extracting(id -> world.mesh("n1").call(total(id)).process().node())
                .contains("n2", "n3");
    }

    /** Who works by an older view is granted nothing. */
    @Test
    void a_node_whose_directory_hangs_does_not_lose_its_lease_when_the_view_changes() throws Exception {
        startThree();
        world.cluster.directory().hang("n3");
        world.cluster.directory().awaitHanging("n3");
        long begin = System.nanoTime();

        world.cluster.kill("n2");

        Eventually.until("a lease has passed", () -> {
            assertThat(world.cluster.node("n3").status().serving()).isTrue();
            return System.nanoTime() - begin > LEASE.multipliedBy(2).toNanos();
        });
        assertThat(members("n3")).containsExactly("n1", "n3");
    }

    @Test
    void the_minority_is_told_that_it_is_cut_off_and_joins_the_majority_again_whatever_the_grid_kept()
            throws Exception {
        startThree();
        String lineage = world.mesh("n1").view().lineage();
        String own = world.idOn("n1");
        String foreign = world.idOn("n2");
        world.mesh("n1").call(add(own, 1));

        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));

        Eventually.within(LEASE.plusSeconds(1), "n1 knows", () -> isCutOff("n1", own) && isCutOff("n1", foreign));
        Eventually.until("the majority goes on", () -> members("n2").equals(List.of("n2", "n3")));
        assertThat(world.mesh("n2").call(add(own, 5)).value()).isEqualTo(5);
        assertThat(isCutOff("n1", own)).isTrue();

        world.cluster.merge("n1"); // the grid keeps what the minority's side had

        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));
        assertThat(world.mesh("n1").view().lineage()).isEqualTo(lineage);
        assertThat(world.mesh("n1").call(total(foreign)).value()).isNotNull();
        assertThat(world.cluster.node("n1").status().serving()).isTrue();
    }

    /** It has not been started anew: it remembers what the others sent it before. */
    @Test
    void a_node_that_comes_in_again_takes_what_is_sent_to_it_at_once() throws Exception {
        startThree();
        String id = world.idOn("n1");
        for (int i = 0; i < 100; i++) {
            world.mesh("n2").call(add(id, 1));
        }
        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));
        Eventually.until("the majority goes on", () -> members("n2").equals(List.of("n2", "n3")));
        world.cluster.merge("n2");
        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));

        assertThat(world.mesh("n2").call(add(world.idOn("n1"), 1)).process().node())
                .isEqualTo("n1");
    }

    /** The others do not look for the record that they have removed, and a merge of the grid may have brought back. */
    @Test
    void a_node_that_was_put_out_announces_itself_when_it_comes_back() throws Exception {
        startThree();
        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));
        Eventually.until("the majority goes on", () -> members("n2").equals(List.of("n2", "n3")));
        int before = world.cluster.directory().announcements();

        world.cluster.merge("n2");

        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));
        assertThat(world.cluster.directory().announcements()).isGreaterThan(before);
    }

    @Test
    void a_process_whose_lease_runs_out_before_its_first_method_never_runs_it() throws Exception {
        Gate birth = world.gate("birth");
        world.cluster.start("n1", ProcessClasses.of(Worker.class, () -> {
            birth.pass();
            return new Worker(world, "n1");
        }));
        world.start("n2");
        world.start("n3");
        String id = world.idOn("n1");
        CompletableFuture<Reply<Integer>> call = world.mesh("n1").callAsync(add(id, 1));
        birth.awaitArrivals(1);
        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));
        Eventually.until("another has taken over", () -> members("n2").equals(List.of("n2", "n3")));
        assertThat(world.mesh("n2").call(add(id, 5)).value()).isEqualTo(5);

        birth.open();

        MeshException e =
                (MeshException) catchThrowableOfType(ExecutionException.class, () -> call.get(10, TimeUnit.SECONDS))
                        .getCause();
        assertThat(e).isInstanceOf(PartitionedException.class);
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(world.aliveTwice).isEmpty();
    }

    @Test
    void what_a_handler_did_while_the_lease_ran_out_is_not_acknowledged() throws Exception {
        startThree();
        String id = world.idOn("n1");
        CompletableFuture<Reply<Object>> call =
                world.mesh("n1").callAsync(Request.to(Worker.class, id).payload(new Worker.HoldAndAdd("slow", 7)));
        world.gate("slow").awaitArrivals(1);
        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));
        Eventually.until("another has taken over", () -> members("n2").equals(List.of("n2", "n3")));
        assertThat(world.mesh("n2").call(add(id, 1)).value()).isEqualTo(1);

        world.gate("slow").open();

        MeshException e =
                (MeshException) catchThrowableOfType(ExecutionException.class, () -> call.get(10, TimeUnit.SECONDS))
                        .getCause();
        assertThat(e).isInstanceOf(PartitionedException.class).hasMessageStartingWith("MESH00177");
        assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void what_a_node_that_was_put_out_still_has_is_dropped_and_not_saved() throws Exception {
        startThree();
        String id = world.idOn("n1");
        world.mesh("n1").call(add(id, 7));
        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));
        Eventually.until("the majority goes on", () -> members("n2").equals(List.of("n2", "n3")));

        world.cluster.merge("n2");
        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));

        assertThat(world.mesh("n1").call(total(id)).value()).isZero();
        assertThat(world.passivations).doesNotContainKey(id);
    }

    @Test
    void a_pair_cut_one_way_never_serves_the_same_process_and_one_of_it_leaves() throws Exception {
        startThree();

        world.cluster.network().cut("n2", "n1");

        Eventually.until("n3 is with one of them", () -> members("n3").equals(List.of("n1", "n3")));
        Eventually.until(
                "n2 has stopped", () -> !world.cluster.node("n2").status().serving());
        world.cluster.network().heal();
        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));
    }

    @Test
    void a_link_that_flaps_takes_the_lease_and_gives_it_back() throws Exception {
        startThree();
        for (int i = 0; i < 3; i++) {
            world.cluster.network().cut(Set.of("n1"), Set.of("n2", "n3"));
            Eventually.until(
                    "n1 has lost its lease",
                    () -> !world.cluster.node("n1").status().serving());
            world.cluster.network().heal();
            Eventually.within(
                    HEALED,
                    "n1 serves others again",
                    () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3") && answers("n1", "n2"));
        }
    }

    @Test
    void of_two_halves_the_one_with_the_lowest_name_goes_on() throws Exception {
        world.startTwo();

        world.cluster.split(Set.of("n1"), Set.of("n2"));

        Eventually.until("n1 goes on alone", () -> members("n1").equals(List.of("n1")));
        Eventually.until(
                "n2 has stopped", () -> !world.cluster.node("n2").status().serving());
        world.cluster.merge("n2");
        Eventually.within(HEALED, "both agree", () -> agree(List.of("n1", "n2"), "n1", "n2"));
    }

    /** The states that this node brings may be newer than those that the other's side of the grid still has. */
    @Test
    void while_the_grid_merges_a_node_takes_nobody_in() throws Exception {
        world.startTwo();
        world.cluster.split(Set.of("n1"), Set.of("n2"));
        Eventually.until("n1 goes on alone", () -> members("n1").equals(List.of("n1")));

        world.cluster.grid().merging("n1");
        world.cluster.merge("n2");
        int before = world.cluster.directory().readings();
        Eventually.until("n2 has looked", () -> world.cluster.directory().readings() > before + 4);
        assertThat(members("n1")).containsExactly("n1");
        world.cluster.grid().merging("");

        Eventually.within(HEALED, "both agree", () -> agree(List.of("n1", "n2"), "n1", "n2"));
    }

    @Test
    void a_static_quorum_stops_every_side_that_is_smaller() throws Exception {
        world.cluster.set("mesh.partition-policy", "static-quorum").set("mesh.static-quorum.size", "3");
        for (String name : List.of("n1", "n2")) {
            MeshNode node = world.create(name);
            node.start();
            node.applicationStarted();
        }
        world.start("n3");

        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));

        for (String node : List.of("n1", "n2", "n3")) {
            Eventually.until(
                    node + " has stopped",
                    () -> !world.cluster.node(node).status().serving());
        }
        world.cluster.merge("n1");
        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));
    }

    @Test
    void who_continues_serves_on_both_sides_and_is_one_again_on_the_majoritys_line() throws Exception {
        world.cluster.set("mesh.partition-policy", "continue");
        startThree();
        String lineage = world.mesh("n2").view().lineage();
        String id = world.idOn("n2");

        world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));

        Eventually.until("n1 goes on alone", () -> members("n1").equals(List.of("n1")));
        Eventually.until("the others go on", () -> members("n2").equals(List.of("n2", "n3")));
        assertThat(world.mesh("n1").call(add(id, 1)).value()).isEqualTo(1);
        assertThat(world.mesh("n3").call(add(id, 2)).value()).isEqualTo(2);
        assertThat(world.mesh("n1").view().lineage()).isNotEqualTo(lineage);
        world.cluster.merge("n1");
        Eventually.within(HEALED, "all agree", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));
        assertThat(world.mesh("n1").view().lineage()).isEqualTo(lineage);
    }

    @Test
    void a_wiped_directory_is_filled_again_and_nothing_is_lost() throws Exception {
        startThree();
        String id = world.idOn("n2");
        world.mesh("n1").call(add(id, 3));
        ClusterView before = world.mesh("n1").view();

        world.cluster.directory().wipe();

        Eventually.within(
                HEALED,
                "it is full again",
                () -> world.cluster.directory().members().size() == 3
                        && world.cluster.directory().view().isPresent());
        assertThat(world.mesh("n1").call(total(id)).value()).isEqualTo(3);
        assertThat(world.mesh("n3").view()).isEqualTo(before);
    }

    @Test
    void two_nodes_that_began_as_two_meshes_become_one_when_they_meet() throws Exception {
        MeshNode n1 = world.create("n1");
        MeshNode n2 = world.create("n2");
        world.cluster.split(Set.of("n1"), Set.of("n2"));
        for (MeshNode node : List.of(n1, n2)) {
            node.start();
            node.applicationStarted();
            Eventually.until("it has a mesh of its own", () -> node.status().serving());
        }
        assertThat(n1.view().lineage()).isNotEqualTo(n2.view().lineage());

        world.cluster.merge("n2");

        Eventually.within(HEALED, "both agree", () -> agree(List.of("n1", "n2"), "n1", "n2"));
        String record = MemberRecord.decode(
                        world.cluster.directory().member("n1").orElseThrow())
                .node()
                .gridMember();
        assertThat(record).isEqualTo("n1'"); // the grid gave it another id
    }

    @Test
    void a_node_that_comes_when_all_others_have_died_goes_on_from_their_view() throws Exception {
        world.startTwo();
        String lineage = world.mesh("n1").view().lineage();
        world.cluster.kill("n1");
        world.cluster.kill("n2");

        MeshNode n3 = world.start("n3");

        assertThat(n3.call(add("a", 1)).value()).isEqualTo(1);
        assertThat(n3.view().lineage()).isEqualTo(lineage);
    }

    @Test
    void a_record_that_a_dead_node_left_behind_is_taken_out() throws Exception {
        startThree();

        world.cluster.kill("n3");

        Eventually.until(
                "the record is gone",
                () -> world.cluster.directory().member("n3").isEmpty());
    }

    @Test
    void what_waits_for_its_turn_when_the_lease_is_lost_has_not_run() throws Exception {
        world.startTwo();
        String id = world.idOn("n1");
        world.cluster.network().next("n2", "n1", Fault.holdAt(world.gate("wire")));
        world.mesh("n2").cast(add(id, 1));
        world.gate("wire").awaitArrivals(1);
        world.cluster.node("n1").unregisterCapabilities("work");
        Eventually.until("n2 owns it", () -> world.mesh("n2").nodesFor("work").equals(List.of("n2")));
        CompletableFuture<Reply<Integer>> waiting = world.mesh("n2").callAsync(add(id, 2));

        world.cluster.network().cut(Set.of("n1"), Set.of("n2"));

        Eventually.within(LEASE.plusSeconds(1), "it has ended", waiting::isDone);
        MeshException e = (MeshException)
                catchThrowableOfType(ExecutionException.class, waiting::get).getCause();
        assertThat(e).isInstanceOf(PartitionedException.class).hasMessageStartingWith("MESH00176");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void what_waits_behind_a_handler_that_hangs_is_refused_when_the_lease_is_lost() throws Exception {
        world.startTwo();
        String id = world.idOn("n2");
        CompletableFuture<Reply<Object>> hanging =
                world.mesh("n2").callAsync(Request.to(Worker.class, id).payload(new Worker.Hold("slow")));
        world.gate("slow").awaitArrivals(1);
        CompletableFuture<Reply<Integer>> waiting = world.mesh("n2").callAsync(add(id, 1));

        world.cluster.network().cut(Set.of("n1"), Set.of("n2"));

        Eventually.within(LEASE.plusSeconds(1), "it has ended", waiting::isDone);
        MeshException e = (MeshException)
                catchThrowableOfType(ExecutionException.class, waiting::get).getCause();
        assertThat(e).isInstanceOf(PartitionedException.class).hasMessageStartingWith("MESH00176");
        assertThat(e.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(hanging).as("the handler that hangs").isNotDone();
        world.gate("slow").open();
    }

    @Test
    void what_becomes_of_the_lease_and_who_is_put_out_is_in_the_log() throws Exception {
        startThree();
        try (LogLines log = new LogLines()) {
            world.cluster.split(Set.of("n1"), Set.of("n2", "n3"));
            Eventually.until("n1 has lost its lease", () -> log.has("MESH00731"));
            Eventually.until("n1 is out", () -> log.has("MESH00734", "n1", "silent"));
            world.cluster.merge("n2");
            Eventually.until("n1 knows", () -> log.has("MESH00733"));
            Eventually.until("n1 is back", () -> agree(List.of("n1", "n2", "n3"), "n1", "n2", "n3"));
            assertThat(log.has("MESH00732")).isTrue();

            world.cluster.kill("n3");
            Eventually.until("n3 is out", () -> log.has("MESH00734", "n3", "has ended"));
        }
    }

    @Test
    void a_node_that_stops_in_good_order_makes_no_noise() throws Exception {
        startThree();
        try (LogLines log = new LogLines()) {
            world.cluster.stop("n1");

            Eventually.until("n1 is out", () -> members("n2").equals(List.of("n2", "n3")));
            assertThat(log.has("MESH00731") || log.has("MESH00733") || log.has("MESH00734"))
                    .isFalse();
        }
    }

    private void startThree() throws Exception {
        world.start("n1");
        world.start("n2");
        world.start("n3");
    }

    private List<String> members(String at) {
        return world.mesh(at).view().members().stream()
                .map(ClusterView.Member::name)
                .toList();
    }

    private boolean agree(List<String> members, String... nodes) {
        ClusterView one = world.mesh(nodes[0]).view();
        for (String node : nodes) {
            if (!world.mesh(node).view().equals(one)
                    || !world.cluster.node(node).status().serving()
                    || !world.cluster.node(node).status().member()) {
                return false;
            }
        }
        return members(nodes[0]).equals(members);
    }

    private boolean serves(String at, String id) {
        try {
            world.mesh(at)
                    .call(Request.to(Worker.class, id)
                            .payload(new Worker.Add(1))
                            .timeout(Duration.ofMillis(200))
                            .returning(Integer.class));
            return true;
        } catch (MeshException e) {
            return false;
        }
    }

    /** Where the processors are busy a node may be put out for a moment even after its links are whole again. */
    private boolean answers(String owner, String caller) {
        try {
            Request<Integer> request = add(world.idOn(owner), 1).timeout(Duration.ofMillis(200));
            return world.mesh(caller).call(request).process().node().equals(owner);
        } catch (MeshException e) {
            return false;
        }
    }

    private boolean isCutOff(String at, String id) {
        try {
            world.mesh(at)
                    .call(Request.to(Worker.class, id)
                            .payload(new Worker.Add(1))
                            .timeout(Duration.ofMillis(200))
                            .returning(Integer.class));
            return false;
        } catch (MeshException e) {
            return e instanceof PartitionedException && e.outcome() == Outcome.NOT_EXECUTED;
        }
    }
}
