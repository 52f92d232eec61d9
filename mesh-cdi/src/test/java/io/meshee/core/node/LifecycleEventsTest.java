package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.ask;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.CallTimeoutException;
import io.meshee.api.ClusterView;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessActivated;
import io.meshee.api.ProcessFailed;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessPassivated;
import io.meshee.api.ProcessRef;
import io.meshee.api.Request;
import io.meshee.api.ShardsMoved;
import io.meshee.api.ViewChanged;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.RecordedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node tells of its processes, its view and its shards. */
class LifecycleEventsTest {

    private final World world = new World();

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void each_activation_is_told_once_and_its_end_with_the_reason() throws Exception {
        MeshNode n1 = world.start("n1");
        ProcessRef first = n1.call(add("a", 1)).process();
        n1.call(ask("a", "passivate"));
        Eventually.until("its end is told", () -> told(ProcessPassivated.class).size() == 1);
        ProcessRef second = n1.call(add("a", 1)).process();
        n1.call(add("a", 1));
        world.cluster.stop("n1");

        assertThat(told(ProcessActivated.class))
                .containsExactly(new ProcessActivated(first), new ProcessActivated(second));
        assertThat(told(ProcessPassivated.class))
                .containsExactly(
                        new ProcessPassivated(first, PassivationReason.REQUESTED),
                        new ProcessPassivated(second, PassivationReason.STOP));
        assertThat(told(ProcessFailed.class)).isEmpty();
    }

    @Test
    void the_reason_is_stop_where_others_take_the_shards_over_too() throws Exception {
        MeshNode n1 = world.startTwo();
        ProcessRef process = n1.call(add(world.idOn("n1"), 1)).process();

        world.cluster.stop("n1");

        assertThat(told(ProcessPassivated.class))
                .containsExactly(new ProcessPassivated(process, PassivationReason.STOP));
    }

    @Test
    void an_idle_process_ends_after_the_time_of_its_type_and_that_is_told() throws Exception {
        world.cluster.set("mesh.process.\"Worker\".idle-timeout", "50ms");
        MeshNode n1 = world.start("n1");
        ProcessRef process = n1.call(total("a")).process();

        Eventually.until(
                "its end is told",
                () -> told(ProcessPassivated.class).contains(new ProcessPassivated(process, PassivationReason.IDLE)));
    }

    @Test
    void an_instance_that_is_discarded_and_an_activation_that_fails_are_told_with_what_was_thrown() throws Exception {
        MeshNode n1 = world.start("n1");
        ProcessRef discarded = n1.call(total("a")).process();
        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a").payload(new Worker.Fail("declared"))))
                .isInstanceOf(ProcessFailedException.class);
        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a").payload(new Worker.Fail("runtime"))))
                .isInstanceOf(ProcessFailedException.class);
        assertThatThrownBy(() -> n1.call(total("b").initArg(new Worker.Start(-1))))
                .isInstanceOf(ActivationException.class);

        Eventually.until("both are told", () -> told(ProcessFailed.class).size() == 2);
        assertThat(told(ProcessFailed.class).get(0))
                .isEqualTo(new ProcessFailed(discarded, "java.lang.IllegalStateException", "boom"));
        assertThat(told(ProcessFailed.class).get(1).process().id()).isEqualTo("b");
        assertThat(told(ProcessFailed.class).get(1).failureMessage()).isEqualTo("cannot start with -1");
        assertThat(told(ProcessPassivated.class)).isEmpty();
    }

    @Test
    void an_instance_whose_stage_is_late_is_told() throws Exception {
        MeshNode n1 = world.start("n1");

        assertThatThrownBy(() -> n1.call(Request.to(Worker.class, "a")
                        .payload(new Worker.Later("never"))
                        .timeout(Duration.ofMillis(50))))
                .isInstanceOf(CallTimeoutException.class);

        Eventually.until("it is told", () -> told(ProcessFailed.class).size() == 1);
        assertThat(told(ProcessFailed.class).get(0).failureType()).isEqualTo(CallTimeoutException.class.getName());
    }

    @Test
    void views_are_told_in_their_order_each_with_the_one_before() throws Exception {
        world.startTwo();
        world.cluster.kill("n2");
        world.cluster.awaitMembers("n1");

        Eventually.until(
                "the last is told",
                () -> last(told(ViewChanged.class)).after().members().size() == 1
                        && told(ViewChanged.class).size() >= 3);
        List<ViewChanged> changes = told(ViewChanged.class);
        assertThat(changes.get(0).before()).isEqualTo(new ClusterView(0, "", List.of()));
        for (int i = 1; i < changes.size(); i++) {
            assertThat(changes.get(i).before()).isEqualTo(changes.get(i - 1).after());
        }
        assertThat(changes).extracting(change -> change.after().epoch()).isSorted();
    }

    @Test
    void what_one_node_loses_the_other_gains() throws Exception {
        MeshNode n1 = world.start("n1");
        world.start("n2");

        Eventually.until(
                "both have told",
                () -> told(ShardsMoved.class).size() == 2
                        && world.cluster.events("n2").of(ShardsMoved.class).size() == 1);
        ShardsMoved all = told(ShardsMoved.class).get(0);
        ShardsMoved lost = told(ShardsMoved.class).get(1);
        ShardsMoved gained = world.cluster.events("n2").of(ShardsMoved.class).get(0);
        assertThat(all.gained()).isEqualTo(IntStream.range(0, 256).boxed().toList());
        assertThat(lost.gained()).isEmpty();
        assertThat(lost.lost()).isEqualTo(gained.gained()).isNotEmpty();
        assertThat(lost.capability()).isEqualTo("work");
        assertThat(lost.epoch()).isEqualTo(gained.epoch()).isEqualTo(n1.view().epoch());
        assertThat(gained.gained())
                .allSatisfy(shard -> assertThat(n1.ownerNode(shard, "work")).contains("n2"));
    }

    @Test
    void a_message_that_comes_while_its_process_ends_is_handled_by_a_new_activation() throws Exception {
        MeshNode n1 = world.start("n1");
        List<Integer> totals = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            n1.cast(ask("a", "passivate"));
            totals.add(n1.call(add("a", 1)).value());
        }

        assertThat(totals).containsOnly(1);
        assertThat(world.aliveTwice).isEmpty();
        assertThat(world.activations.get("a")).isGreaterThanOrEqualTo(300);
    }

    private <E> List<E> told(Class<E> kind) {
        RecordedEvents events = world.cluster.events("n1");
        return events.of(kind);
    }

    private static <E> E last(List<E> all) {
        return all.get(all.size() - 1);
    }
}
