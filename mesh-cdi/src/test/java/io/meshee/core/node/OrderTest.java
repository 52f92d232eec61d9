package io.meshee.core.node;

import static io.meshee.core.node.World.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.CallTimeoutException;
import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.view.MemberRecord;
import io.meshee.spi.Transport;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import io.meshee.testkit.InMemoryNetwork.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread on n1 sends numbers to a process that n2 owns at first, and then n1. */
class OrderTest {

    private final World world = new World();
    private MeshNode n1;
    private String id;

    @BeforeEach
    void startTwoNodes() throws Exception {
        n1 = world.startTwo();
        id = world.idOn("n2");
    }

    @AfterEach
    void endNodes() {
        world.close();
    }

    @Test
    void what_is_in_the_lane_to_the_former_owner_is_not_overtaken_by_what_runs_here() throws Exception {
        holdLane();
        cast(0);
        world.gate("wire").awaitArrivals(1);
        cast(1);
        cast(2);
        moveToN1();
        cast(3);
        callAsync(4);

        world.gate("wire").open();

        assertArrived(5);
    }

    @Test
    void what_waits_in_the_former_owners_mailbox_runs_before_what_is_sent_to_the_new_one() throws Exception {
        n1.cast(hold(id, "busy"));
        world.gate("busy").awaitArrivals(1);
        List<CompletableFuture<Reply<Object>>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i += 2) {
            cast(i);
            calls.add(callAsync(i + 1));
        }
        Eventually.until(
                "n2 has them",
                () -> world.cluster.node("n2").status().received().messages() >= 11);
        moveToN1();
        for (int i = 10; i < 20; i++) {
            calls.add(callAsync(i));
        }

        world.gate("busy").open();

        assertArrived(20);
        for (CompletableFuture<Reply<Object>> call : calls) {
            assertThat(call.get(10, TimeUnit.SECONDS).process().node()).isEqualTo("n1");
        }
    }

    @Test
    void the_new_owners_gate_stays_shut_until_what_was_handed_on_has_come_through_its_inbox() throws Exception {
        n1.cast(hold(id, "busy"));
        world.gate("busy").awaitArrivals(1);
        callAsync(0);
        Eventually.until(
                "n2 has it", () -> world.cluster.node("n2").status().received().messages() >= 2);
        Gate unread = new Gate();
        Worker.Sticky.gate = unread;
        world.cluster.node("n2").cast(Request.to(Worker.class, sameLaneOnN1()).payload(new Worker.Sticky()));
        unread.awaitArrivals(1);
        moveToN1();
        long epoch = n1.view().epoch();
        callAsync(1);
        world.gate("busy").open();
        Eventually.until("n2 has let go", () -> record("n2").releasedEpoch() >= epoch);
        lookAtDirectory();
        assertThat(numbers()).isEmpty();

        unread.open();

        assertArrived(2);
    }

    private MemberRecord record(String node) throws Exception {
        return MemberRecord.decode(world.cluster.directory().member(node).orElseThrow());
    }

    /** Waits until n1 has looked at the directory, from first to last: it does so before it writes its record again. */
    private void lookAtDirectory() throws Exception {
        for (String change : List.of("first", "second")) {
            n1.registerCapabilities(change);
            Eventually.until(
                    "n1 has written it",
                    () -> record("n1").node().capabilities().contains(change));
        }
    }

    /** An id on n1 whose messages take the lane of the id's. */
    private String sameLaneOnN1() {
        return world.idsOn("n1", 200).stream()
                .filter(other -> (n1.shardFor(other) - n1.shardFor(id)) % 4 == 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_could_not_be_sent_is_not_overtaken_by_what_was_queued_behind_it() throws Exception {
        world.cluster.network().next("n1", "n2", (batch, receiver) -> {
            world.gate("wire").pass();
            throw new Transport.NotSentException("not sent, as the test wants it", null);
        });
        cast(0);
        world.gate("wire").awaitArrivals(1);
        for (int i = 1; i < 20; i++) {
            callAsync(i);
        }

        world.gate("wire").open();

        assertArrived(20);
    }

    @Test
    void a_call_that_waits_for_its_turn_ends_at_its_deadline_and_never_runs() throws Exception {
        holdLane();
        cast(0);
        world.gate("wire").awaitArrivals(1);
        moveToN1();

        assertThatThrownBy(() -> n1.call(note(1).timeout(Duration.ofMillis(100))))
                .isInstanceOf(CallTimeoutException.class)
                .extracting(e -> ((MeshException) e).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        CompletableFuture<Reply<Object>> cancelled = callAsync(2);
        cancelled.cancel(true);
        n1.cast(note(3).timeout(Duration.ofMillis(100)));
        Eventually.until("it is dropped", () -> !world.cluster.droppedCasts().isEmpty());
        CompletableFuture<Reply<Object>> last = callAsync(4);
        world.gate("wire").open();
        last.get(10, TimeUnit.SECONDS);

        assertThat(numbers()).containsExactly(0, 4);
    }

    @Test
    void a_call_taken_by_a_former_owner_can_still_be_given_up() throws Exception {
        n1.cast(hold(id, "busy"));
        world.gate("busy").awaitArrivals(1);
        CompletableFuture<Reply<Object>> givenUp = callAsync(0);
        Eventually.until(
                "n2 has it", () -> world.cluster.node("n2").status().received().messages() >= 2);
        givenUp.cancel(true);
        Eventually.until(
                "n2 knows", () -> world.cluster.node("n2").status().received().messages() >= 3);
        moveToN1();
        CompletableFuture<Reply<Object>> last = callAsync(1);

        world.gate("busy").open();
        last.get(10, TimeUnit.SECONDS);

        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void a_lost_owner_does_not_hold_up_what_is_sent_to_the_next() throws Exception {
        holdLane();
        CompletableFuture<Reply<Object>> lost = callAsync(0);
        world.gate("wire").awaitArrivals(1);
        CompletableFuture<Reply<Object>> queued = callAsync(1);

        world.cluster.kill("n2");
        CompletableFuture<Reply<Object>> last = callAsync(2);
        last.get(10, TimeUnit.SECONDS);
        queued.get(10, TimeUnit.SECONDS);

        assertThat(numbers()).containsExactly(1, 2);
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS)).hasMessageContaining("MESH00174");
    }

    /** The next batch to n2 waits at the gate "wire". */
    private void holdLane() {
        world.cluster.network().next("n1", "n2", Fault.holdAt(world.gate("wire")));
    }

    private void moveToN1() throws Exception {
        world.cluster.node("n2").unregisterCapabilities("work");
        Eventually.until("n1 owns it", () -> n1.nodesFor("work").equals(List.of("n1")));
        long epoch = n1.view().epoch();
        Eventually.until("n2 works by that", () -> record("n2").seenEpoch() >= epoch);
    }

    private void cast(int number) {
        n1.cast(note(number));
    }

    private CompletableFuture<Reply<Object>> callAsync(int number) {
        return n1.callAsync(note(number));
    }

    private Request<Object> note(int number) {
        return Request.to(Worker.class, id)
                .payload(new Worker.Note("n1", number))
                .timeout(Duration.ofSeconds(20));
    }

    private List<Integer> numbers() {
        return world.notes(id).stream().map(Worker.Note::number).toList();
    }

    private void assertArrived(int count) throws Exception {
        Eventually.until(count + " arrive", () -> numbers().size() >= count);
        assertThat(numbers()).isEqualTo(IntStream.range(0, count).boxed().toList());
    }
}
