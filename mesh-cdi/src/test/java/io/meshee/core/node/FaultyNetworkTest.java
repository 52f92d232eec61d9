package io.meshee.core.node;

import static io.meshee.core.node.World.add;
import static io.meshee.core.node.World.hold;
import static io.meshee.core.node.World.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.NodeLostException;
import io.meshee.api.Outcome;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.peer.Inbox;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.WireFormat;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.InMemoryNetwork.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls go from n1 to a process on n2, over a network that harms them. */
class FaultyNetworkTest {

    private static final int FEW = 50;
    private static final int MANY = 500;

    final World world = new World();
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
    void what_was_provably_not_sent_is_sent_again() {
        world.cluster.network().next("n1", "n2", Fault.notSent());
        world.cluster.network().next("n1", "n2", Fault.notSent());

        assertThat(n1.call(add(id, 5)).value()).isEqualTo(5);
    }

    @Test
    void a_lost_batch_is_unknown_and_is_never_sent_again() {
        world.cluster.network().next("n1", "n2", Fault.loseBatch());

        assertLost(add(id, 5));
        assertThat(n1.call(total(id)).value()).isZero();
    }

    @Test
    void a_lost_answer_is_unknown_and_the_message_ran_once() throws Exception {
        world.cluster.network().next("n1", "n2", Fault.loseAnswer());

        assertLost(holdAndAdd());
        world.gate("gate").open();
        Eventually.until("it ran", () -> n1.call(total(id)).value() == 5);
    }

    @Test
    void an_answer_that_cannot_be_read_is_unknown_and_the_lane_goes_on() throws Exception {
        world.cluster.network().next("n1", "n2", Fault.garbleAnswer(new byte[] {1, 2, 3}));

        assertLost(holdAndAdd());
        world.gate("gate").open();
        Eventually.until("it ran", () -> n1.call(total(id)).value() == 5);
    }

    @Test
    void a_transport_that_fails_unexpectedly_loses_its_batch_and_nothing_else() {
        world.cluster.network().next("n1", "n2", (batch, receiver) -> {
            throw new IllegalStateException("a bug of the transport");
        });

        assertLost(add(id, 5));
        assertThat(n1.call(total(id)).value()).isZero();
    }

    @Test
    void a_batch_that_comes_twice_runs_once() {
        world.cluster.network().next("n1", "n2", Fault.twice());
        n1.call(add(id, 5));

        assertThat(n1.call(total(id)).value()).isEqualTo(5);
        assertThat(received().duplicates()).isEqualTo(1);
    }

    @Test
    void messages_that_queue_while_a_batch_is_under_way_share_the_next() throws Exception {
        n1.call(total(id));
        long before = received().batches();
        world.cluster.network().next("n1", "n2", Fault.holdAt(world.gate("wire")));
        List<CompletableFuture<Reply<Integer>>> calls = addAsync(1);
        world.gate("wire").awaitArrivals(1);
        calls.addAll(addAsync(FEW));
        world.gate("wire").open();
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertThat(received().batches() - before).isEqualTo(2);
        assertThat(n1.call(total(id)).value()).isEqualTo(1 + FEW);
    }

    @Test
    void a_well_filled_batch_does_not_wait_for_the_one_before_it() throws Exception {
        n1.call(total(id));
        world.cluster.network().next("n1", "n2", Fault.holdAnswerAt(world.gate("answer")));
        addAsync(1);
        world.gate("answer").awaitArrivals(1);

        List<CompletableFuture<Reply<Integer>>> second = addAsync(MANY);

        assertThat(second.get(0).get(10, TimeUnit.SECONDS).value()).isEqualTo(2);
    }

    @Test
    void a_batch_that_overtakes_the_one_before_it_waits_for_it() throws Exception {
        n1.call(total(id));
        world.cluster.network().next("n1", "n2", Fault.holdAt(world.gate("wire")));
        List<CompletableFuture<Reply<Integer>>> calls = addAsync(1);
        world.gate("wire").awaitArrivals(1);
        world.cluster.network().next("n1", "n2", Fault.openAndCarry(world.gate("wire")));

        calls.addAll(addAsync(MANY));

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get(10, TimeUnit.SECONDS).value()).isEqualTo(i + 1);
        }
    }

    @Test
    void a_batch_before_which_one_is_lost_is_not_taken_at_first_and_runs_once() throws Exception {
        n1.call(total(id));
        world.cluster.network().next("n1", "n2", Fault.loseBatchAt(world.gate("wire")));
        List<CompletableFuture<Reply<Integer>>> lost = addAsync(1);
        world.gate("wire").awaitArrivals(1);

        List<byte[]> answers = new CopyOnWriteArrayList<>();
        world.cluster.network().next("n1", "n2", (batch, receiver) -> {
            answers.add(receiver.deliver(batch));
            return answers.get(0);
        });
        List<CompletableFuture<Reply<Integer>>> calls = addAsync(MANY);
        Eventually.until("the second was answered", () -> !answers.isEmpty());
        assertThat(WireFormat.decodeAnswer(answers.get(0)).status()).isEqualTo(BatchAnswer.Status.REFUSED);
        world.gate("wire").open();

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get(10, TimeUnit.SECONDS).value()).isEqualTo(i + 1);
        }
        assertThatThrownBy(() -> lost.get(0).get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NodeLostException.class);
    }

    @Test
    void a_late_answer_that_could_not_be_sent_is_sent_again() throws Exception {
        CompletableFuture<Reply<Object>> call = n1.callAsync(hold(id, "gate"));
        world.gate("gate").awaitArrivals(1);
        world.cluster.network().next("n2", "n1", Fault.notSent());
        world.cluster.network().next("n2", "n1", Fault.notSent());
        world.gate("gate").open();

        assertThat(call.get(10, TimeUnit.SECONDS).process().id()).isEqualTo(id);
    }

    @Test
    void garbage_is_refused_and_counted_and_harms_nothing() throws Exception {
        byte[] answer = world.cluster.network().receiver("n2").deliver(new byte[] {7, 7, 7});

        assertThat(WireFormat.decodeAnswer(answer).status()).isEqualTo(BatchAnswer.Status.REFUSED);
        assertThat(received().refused()).isEqualTo(1);
        assertThat(n1.call(add(id, 5)).value()).isEqualTo(5);
    }

    @Test
    void nothing_at_all_is_refused_and_counted_too() throws Exception {
        byte[] answer = world.cluster.network().receiver("n2").deliver(null);

        assertThat(WireFormat.decodeAnswer(answer).status()).isEqualTo(BatchAnswer.Status.REFUSED);
        assertThat(received().refused()).isEqualTo(1);
    }

    @Test
    void a_truncated_batch_is_refused_and_nothing_of_it_runs() throws Exception {
        AtomicReference<byte[]> caught = new AtomicReference<>();
        world.cluster.network().next("n1", "n2", (batch, receiver) -> {
            caught.set(batch);
            return receiver.deliver(batch);
        });
        n1.call(add(id, 5));
        byte[] whole = caught.get();

        for (int length = 0; length < whole.length; length += 7) {
            byte[] answer = world.cluster.network().receiver("n2").deliver(Arrays.copyOf(whole, length));
            assertThat(WireFormat.decodeAnswer(answer).status()).isEqualTo(BatchAnswer.Status.REFUSED);
        }

        assertThat(n1.call(total(id)).value()).isEqualTo(5);
    }

    @Test
    void a_batch_for_another_start_of_the_node_is_refused() throws Exception {
        assertThat(deliver("mesh", "n2-start-99").reason())
                .startsWith("MESH00192")
                .contains("n1");
    }

    @Test
    void a_batch_of_another_mesh_is_refused() throws Exception {
        assertThat(deliver("other", "n2-start-2").reason())
                .startsWith("MESH00191")
                .contains("other");
    }

    @Test
    void a_batch_for_this_very_node_is_taken() throws Exception {
        assertThat(deliver("mesh", "n2-start-2").status()).isEqualTo(BatchAnswer.Status.ACCEPTED);
    }

    @Test
    void traffic_is_counted_on_both_sides() throws Exception {
        n1.call(add(id, 5));

        Eventually.until("n2 counts", () -> received().messages() == 1);
        assertThat(n1.status().sent()).singleElement().satisfies(traffic -> {
            assertThat(traffic.node()).isEqualTo("n2");
            assertThat(traffic.transport()).isEqualTo("memory");
            assertThat(traffic.batches()).isPositive();
        });
    }

    private BatchAnswer deliver(String mesh, String receiverStart) throws Exception {
        String lineage = n1.view().lineage();
        Batch batch = new Batch(
                new Batch.Header(
                        mesh,
                        "n1",
                        "n1-start-1",
                        receiverStart,
                        3,
                        1_000_000,
                        0,
                        lineage,
                        n1.view().epoch()),
                List.of());
        return WireFormat.decodeAnswer(world.cluster.network().receiver("n2").deliver(WireFormat.encode(batch)));
    }

    private Inbox.Traffic received() {
        return world.cluster.node("n2").status().received();
    }

    /** Its reply comes too late for the answer to its batch. */
    private List<CompletableFuture<Reply<Integer>>> addAsync(int times) {
        return Stream.generate(() -> n1.callAsync(add(id, 1)))
                .limit(times)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Request<Object> holdAndAdd() {
        return Request.to(Worker.class, id).payload(new Worker.HoldAndAdd("gate", 5));
    }

    private void assertLost(Request<?> request) {
        assertThatThrownBy(() -> n1.call(request))
                .isInstanceOfSatisfying(
                        NodeLostException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
    }
}
