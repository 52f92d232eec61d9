package io.meshee.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshee.api.ActivationException;
import io.meshee.api.CallTimeoutException;
import io.meshee.api.MeshException;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.NodeLostException;
import io.meshee.api.Outcome;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.api.StateStoreException;
import io.meshee.test.Account.Deposit;
import io.meshee.test.Account.SafeDeposit;
import io.meshee.test.Account.Wait;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Faults come where they were asked for, and once. */
@MeshTest(
        value = Account.class,
        nodes = {"n1", "n2"})
class FaultsTest {

    @Supply
    private final Diary diary = new Diary();

    private MeshKit mesh;
    private String id;

    @BeforeEach
    void start(MeshKit kit) {
        mesh = kit;
        id = kit.node("n2").idOwned("account");
    }

    @RepeatedTest(20)
    void a_lost_reply_leaves_the_caller_in_doubt_and_the_key_takes_the_doubt_away() {
        mesh.link("n1", "n2").loseNextReply();
        Request<Integer> deposit = request(new SafeDeposit(5)).idempotencyKey("order-7");

        MeshException lost = catchThrowableOfType(MeshException.class, () -> fromN1(deposit));

        assertThat(lost).isInstanceOf(NodeLostException.class);
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(diary.notes()).contains("deposited 5");
        assertThat(fromN1(deposit)).isEqualTo(5);
        assertThat(diary.notes()).containsOnlyOnce("deposited 5");
    }

    @Test
    void a_reply_that_comes_late_can_get_lost_too() throws Exception {
        mesh.link("n1", "n2").loseNextReply();
        CompletableFuture<Reply<Integer>> call = mesh.node("n1").mesh().callAsync(request(new Wait()));
        diary.gate().awaitArrivals(1);

        diary.gate().open();

        assertThatThrownBy(call::join).hasCauseInstanceOf(NodeLostException.class);
        assertThat(fromN1(request(new Deposit(1)))).isEqualTo(1);
    }

    @Test
    void a_lost_message_is_not_handled_and_the_next_one_is() {
        mesh.link("n1", "n2").loseNextMessage();

        assertThatThrownBy(() -> fromN1(request(new Deposit(5)))).isInstanceOf(NodeLostException.class);

        assertThat(fromN1(request(new Deposit(1)))).isEqualTo(1);
    }

    @Test
    void a_message_that_arrives_twice_is_handled_once() {
        mesh.link("n1", "n2").deliverNextTwice();

        assertThat(fromN1(request(new Deposit(5)))).isEqualTo(5);
        assertThat(fromN1(request(null))).isEqualTo(5);
        assertThat(mesh.link("n1", "n2").faultsLeft()).isZero();
    }

    @Test
    void a_held_message_arrives_when_it_is_released() {
        HeldMessage held = mesh.link("n1", "n2").holdNextMessage();
        CompletableFuture<Reply<Integer>> call = mesh.node("n1").mesh().callAsync(request(new Deposit(5)));
        held.awaitArrival();
        assertThat(call).isNotDone();

        held.release();

        assertThat(call.join().value()).isEqualTo(5);
    }

    @Test
    void across_a_cut_nothing_is_handled_and_after_it_all_is() {
        mesh.cut("n1", "n2");

        assertThatThrownBy(() -> fromN1(request(new Deposit(5)).timeout(Duration.ofMillis(50))))
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        timeout -> assertThat(timeout.outcome()).isEqualTo(Outcome.NOT_EXECUTED));

        mesh.heal();
        assertThat(fromN1(request(new Deposit(1)))).isEqualTo(1);
    }

    @Test
    void a_refusing_store_refuses_activations_and_durable_messages() {
        fromN1(request(new SafeDeposit(5)));
        mesh.store().refuse();

        assertThatThrownBy(() -> fromN1(request(new SafeDeposit(1)))).isInstanceOf(StateStoreException.class);
        assertThatThrownBy(() -> fromN1(request(new Deposit(1)))).isInstanceOf(ActivationException.class);

        mesh.store().accept();
        assertThat(fromN1(request(null))).isEqualTo(5);
    }

    @Test
    void one_write_can_be_refused() {
        mesh.store().refuseNextWrite();

        assertThatThrownBy(() -> fromN1(request(new SafeDeposit(1)))).isInstanceOf(StateStoreException.class);

        assertThat(fromN1(request(new SafeDeposit(2)))).isEqualTo(2);
        assertThat(mesh.store().writes()).isEqualTo(1);
        assertThat(mesh.store().has(new ProcessKey("account", "Account", id))).isTrue();
    }

    @RepeatedTest(5)
    void a_crash_loses_what_was_not_saved_and_runs_nothing_any_more() {
        fromN1(request(new SafeDeposit(5)));
        fromN1(request(new Deposit(100)));
        KitNode n2 = mesh.node("n2");

        mesh.crash("n2");

        assertThat(fromN1(request(null))).isEqualTo(5);
        assertThat(mesh.activeOn(new ProcessKey("account", "Account", id))).contains("n1");
        assertThat(diary.notes()).noneMatch(note -> note.startsWith("passivated"));
        assertThatThrownBy(() -> n2.mesh().call(request(null))).isInstanceOf(MeshNotRunningException.class);
    }

    @Test
    void a_node_that_stops_hands_its_state_over() {
        fromN1(request(new Deposit(5)));

        mesh.stop("n2");

        assertThat(diary.notes()).anyMatch(note -> note.startsWith("passivated STOP"));
        assertThat(fromN1(request(null))).isEqualTo(5);
    }

    @Test
    void a_node_can_come_back() {
        mesh.crash("n2");
        mesh.start("n2");

        assertThat(mesh.nodes()).containsExactly("n1", "n2");
        assertThat(fromN1(request(new Deposit(5)))).isEqualTo(5);
        assertThat(mesh.activeOn(new ProcessKey("account", "Account", id))).contains("n2");
    }

    private int fromN1(Request<Integer> request) {
        return mesh.node("n1").mesh().call(request).value();
    }

    private Request<Integer> request(Object payload) {
        Request<Integer> request = Request.to(Account.class, id).returning(Integer.class);
        return payload == null ? request : request.payload(payload);
    }
}
