package io.meshee.core.reminder;

import static io.meshee.core.reminder.Office.in;
import static io.meshee.core.reminder.Office.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshee.api.Capability;
import io.meshee.api.CatchUp;
import io.meshee.api.Handle;
import io.meshee.core.node.MeshNode;
import io.meshee.core.reminder.Office.Fired;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reminders on nodes that come, go and die. */
class ReminderClusterTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void the_survivor_fires_the_reminders_of_a_dead_node() throws Exception {
        MeshNode n1 = office.start("n1");
        MeshNode n2 = office.start("n2");
        List<String> ids = TestCluster.idsOwnedBy(n2, "plan", "id-", 20);
        for (String id : ids) {
            office.once(n1, id, in(MINUTE), "hello");
        }

        office.cluster.kill("n2");
        office.cluster.awaitMembers("n1");
        office.advance(MINUTE);

        office.awaitFirings(20);
        office.settle(n1);
        assertThat(office.fired).extracting(Fired::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_node_that_comes_fires_what_moves_to_it_and_nothing_is_fired_twice() throws Exception {
        MeshNode n1 = office.start("n1");
        List<String> ids = TestCluster.idsOwnedBy(n1, "plan", "id-", 200);
        for (String id : ids) {
            office.every(n1, id, in(SECOND), SECOND, CatchUp.FIRE_ALL, "beat");
        }
        office.advance(SECOND);
        MeshNode n2 = office.start("n2");

        office.advance(SECOND);
        office.awaitFirings(400);
        office.advance(SECOND);
        office.awaitFirings(600);
        office.settle(n1);
        office.settle(n2);

        List<Fired> expected = ids.stream()
                .flatMap(id ->
                        Stream.of(1, 2, 3).map(beat -> new Fired(id, "beat", "every", in(SECOND.multipliedBy(beat)))))
                .toList();
        assertThat(office.fired).containsExactlyInAnyOrderElementsOf(expected);
        Eventually.until(
                "both have fired some",
                () -> n1.status().reminders().fired() > 200
                        && n2.status().reminders().fired() > 50);
    }

    @Test
    void a_node_that_stops_leaves_its_reminders_to_the_others() throws Exception {
        MeshNode n1 = office.start("n1");
        MeshNode n2 = office.start("n2");
        List<String> ids = TestCluster.idsOwnedBy(n2, "plan", "id-", 50);
        for (String id : ids) {
            office.every(n1, id, in(SECOND), SECOND, CatchUp.FIRE_ALL, "beat");
        }
        office.advance(SECOND);
        office.cluster.stop("n2");
        office.cluster.awaitMembers("n1");
        office.advance(SECOND);

        office.awaitFirings(100);
        office.settle(n1);
        assertThat(office.fired).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void a_handoff_waits_for_the_reminder_that_is_being_handled() throws Exception {
        MeshNode n1 = office.start("n1");
        List<String> ids = TestCluster.idsOwnedBy(n1, "plan", "id-", 40);
        for (String id : ids) {
            office.once(n1, id, in(SECOND), "hold");
        }
        office.advance(SECOND);
        office.gate.awaitArrivals(4);

        MeshNode n2 = office.cluster.startWithoutWaiting("n2", office.planners());
        Eventually.until("n1 knows of n2", () -> n1.view().members().size() == 2);
        office.gate.open();

        office.cluster.awaitMembers("n1", "n2");
        office.awaitFirings(40);
        office.settle(n1);
        office.settle(n2);
        assertThat(office.fired).extracting(Fired::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_handoff_waits_until_what_was_fired_is_written_down() throws Exception {
        MeshNode n1 = office.start("n1");
        List<String> ids = TestCluster.idsOwnedBy(n1, "plan", "id-", 40);
        for (String id : ids) {
            office.every(n1, id, in(SECOND), SECOND, CatchUp.FIRE_ALL, "beat");
        }
        office.store.holdChangesAt(office.gate);
        office.advance(SECOND);
        office.awaitFirings(40);

        office.cluster.startWithoutWaiting("n2", office.planners());
        Eventually.until("n1 knows of n2", () -> n1.view().members().size() == 2);
        int before = office.cluster.directory().readings();
        Eventually.until("the nodes have looked at each other's records many times", () -> {
            office.cluster.grid().kill("nobody");
            return office.cluster.directory().readings() >= before + 400;
        });
        office.gate.open();

        office.cluster.awaitMembers("n1", "n2");
        office.settle(n1);
        office.settle(office.cluster.node("n2"));
        assertThat(office.fired).extracting(Fired::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_node_that_dies_between_firing_and_writing_it_down_leaves_it_to_be_fired_again() throws Exception {
        MeshNode n1 = office.start("n1");
        MeshNode n2 = office.start("n2");
        String id = TestCluster.idOwnedBy(n2, "plan");
        office.once(n1, id, in(SECOND), "hold");
        office.advance(SECOND);
        office.gate.awaitArrivals(1);
        assertThat(office.fired).hasSize(1);

        office.cluster.kill("n2");
        office.gate.open();
        office.cluster.awaitMembers("n1");

        office.awaitFirings(2);
        Eventually.until("it is over", () -> office.store.of(0, key(id)).isEmpty());
        office.settle(n1);
        assertThat(office.fired).hasSize(2);
        assertThat(office.fired.get(1)).isEqualTo(office.fired.get(0));
    }

    @Test
    void what_came_due_while_no_node_was_there_is_fired_by_the_next_one() throws Exception {
        MeshNode n1 = office.start("n1");
        office.once(n1, "a", in(SECOND), "hello");
        office.cluster.stop("n1");
        office.advance(Duration.ofDays(3));

        office.start("n2");

        office.awaitFirings(1);
        assertThat(office.fired).containsExactly(new Fired("a", "hello", "once", in(SECOND)));
    }

    @Test
    void a_node_without_the_class_keeps_the_reminder_for_one_that_has_it() throws Exception {
        MeshNode n1 = office.start("n1");
        office.once(n1, "a", in(SECOND), "hello");
        office.cluster.stop("n1");
        MeshNode n2 = office.cluster.start("n2", Other.class);
        office.advance(SECOND);
        Eventually.until("it cannot be delivered", () -> n2.status().reminders().deferred() == 1);
        assertThat(office.fired).isEmpty();
        office.cluster.stop("n2");

        office.start("n3");
        office.advance(SECOND);

        office.awaitFirings(1);
    }

    /** A class of the same capability, of another application or version. */
    @Capability("plan")
    static final class Other {
        @Handle
        void take(String text) {
            // never called
        }
    }
}
