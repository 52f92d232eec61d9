package io.meshee.core.state;

import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositSafely;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.PassivationReason;
import io.meshee.api.StateStoreException;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.Gate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that does not answer never costs what it has. */
class StoreDownTest {

    private final Bank bank = new Bank();

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void an_activation_fails_not_executed_and_never_starts_empty_over_saved_state() throws Exception {
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));
        bank.passivate(n1, "a");
        bank.store.goDown();

        assertThatThrownBy(() -> n1.call(deposit("a", 1)))
                .isInstanceOf(ActivationException.class)
                .hasMessageStartingWith("MESH00160: ")
                .hasMessageContaining("bank/Account/a")
                .hasMessageContaining("the store is down")
                .extracting(e -> ((MeshException) e).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);

        bank.store.comeUp();
        assertThat(n1.call(deposit("a", 1)).value()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_durable_call_ends_unknown_and_discards_the_instance(String owner) throws Exception {
        MeshNode n1 = bank.start("n1");
        bank.start("n2");
        String id = bank.idOn(owner);
        n1.call(depositSafely(id, 5));
        bank.store.goDown();

        assertThatThrownBy(() -> n1.call(depositSafely(id, 1)))
                .isInstanceOf(StateStoreException.class)
                .hasMessageStartingWith("MESH00165: ")
                .hasMessageContaining(id)
                .extracting(e -> ((MeshException) e).outcome())
                .isEqualTo(Outcome.UNKNOWN);

        bank.store.comeUp();
        assertThat(n1.call(balance(id)).value()).isEqualTo(5);
    }

    @Test
    void an_idle_process_stays_until_the_store_is_back() throws Exception {
        bank.cluster.set("mesh.process.idle-timeout", "20ms");
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));
        bank.store.goDown();

        Eventually.until("a passivation is tried", () -> bank.store.refusals() > 0);
        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(bank.isPassivated("a")).isFalse();

        bank.store.comeUp();
        bank.awaitPassivation("a", PassivationReason.IDLE);
        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(bank.activations("a")).isEqualTo(2);
    }

    @Test
    void a_refused_end_makes_way_for_a_handoff_that_came_meanwhile() throws Exception {
        MeshNode n1 = bank.start("n1");
        List<String> ids = bank.idsOn("n1", 20);
        for (String id : ids) {
            n1.call(deposit(id, 5));
        }
        List<Gate> gates = new ArrayList<>();
        for (String id : ids) {
            Gate gate = new Gate();
            gates.add(gate);
            bank.store.refuseNextWriteAfter(gate);
            n1.call(Bank.ask(id, "passivate"));
            gate.awaitArrivals(1);
        }

        bank.cluster.startWithoutWaiting("n2", bank.accounts());
        Eventually.until("n1 knows n2", () -> n1.view().members().size() == 2);
        gates.forEach(Gate::open);

        for (String id : ids) {
            assertThat(n1.call(balance(id)).value()).isEqualTo(5);
        }
        assertThat(ids).anyMatch(id -> n1.call(balance(id)).process().node().equals("n2"));
    }

    @Test
    void a_process_that_asks_for_its_own_end_stays_too_and_goes_on_with_its_messages() throws Exception {
        MeshNode n1 = bank.start("n1");
        n1.call(deposit("a", 5));
        bank.store.goDown();

        n1.call(Bank.ask("a", "passivate"));
        Eventually.until("a passivation is tried", () -> bank.store.refusals() > 0);

        assertThat(n1.call(deposit("a", 1)).value()).isEqualTo(6);
        bank.store.comeUp();
        bank.passivate(n1, "a");
        assertThat(n1.call(balance("a")).value()).isEqualTo(6);
    }
}
