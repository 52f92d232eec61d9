package io.meshee.core.state;

import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositSafely;
import static io.meshee.core.state.Bank.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshException;
import io.meshee.api.NoNodesForCapabilityException;
import io.meshee.api.Outcome;
import io.meshee.api.ProcessKey;
import io.meshee.api.StateStoreException;
import io.meshee.api.UnknownProcessException;
import io.meshee.core.node.MeshNode;
import io.meshee.spi.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgetTest {

    private final Bank bank = new Bank();
    private MeshNode n1;

    @BeforeEach
    void start() throws Exception {
        n1 = bank.start("n1");
        bank.start("n2");
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_active_process_ends_with_its_state(String owner) {
        String id = bank.idOn(owner);
        n1.call(depositSafely(id, 5));
        n1.call(deposit(id, 1));

        n1.forget(key(id));

        assertThat(bank.store.has(key(id))).isFalse();
        assertThat(n1.call(balance(id)).value()).isZero();
        assertThat(bank.activations(id)).isEqualTo(2);
    }

    @Test
    void its_passivate_method_does_not_run() {
        String id = bank.idOn("n1");
        n1.call(deposit(id, 1));

        n1.forget(key(id));

        n1.call(balance(id));
        assertThat(bank.isPassivated(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void the_state_of_a_process_that_is_not_active_is_deleted(String owner) throws Exception {
        String id = bank.idOn(owner);
        n1.call(depositSafely(id, 5));
        bank.passivate(n1, id);

        n1.forget(key(id));

        assertThat(bank.store.has(key(id))).isFalse();
        assertThat(n1.call(balance(id)).value()).isZero();
    }

    @Test
    void idempotency_keys_are_forgotten_with_the_process() {
        n1.call(depositSafely("a", 5).idempotencyKey("k1"));

        n1.forget(key("a"));

        assertThat(n1.call(depositSafely("a", 3).idempotencyKey("k1")).value()).isEqualTo(3);
    }

    @Test
    void an_activation_that_still_holds_the_state_cannot_bring_it_back() throws Exception {
        long generation = bank.store.open(key("a")).generation();
        bank.store.write(key("a"), generation, new byte[] {1});

        n1.forget(key("a"));

        assertThatThrownBy(() -> bank.store.write(key("a"), generation, new byte[] {2}))
                .isInstanceOf(StateStore.StaleException.class);
        assertThat(bank.store.has(key("a"))).isFalse();
    }

    @Test
    void a_damaged_state_can_be_forgotten() throws Exception {
        n1.call(depositSafely("a", 5));
        bank.passivate(n1, "a");
        bank.store.damage(key("a"), new byte[] {1, 2, 3});

        n1.forget(key("a"));

        assertThat(n1.call(balance("a")).value()).isZero();
    }

    @Test
    void a_process_that_never_was_can_be_forgotten() {
        n1.forget(key("a"));

        assertThat(n1.call(balance("a")).value()).isZero();
    }

    @Test
    void nobody_knows_whether_it_was_forgotten_while_the_store_is_down() {
        n1.call(depositSafely("a", 5));
        bank.store.goDown();

        assertThatThrownBy(() -> n1.forget(key("a")))
                .isInstanceOf(StateStoreException.class)
                .hasMessageStartingWith("MESH00167: ")
                .hasMessageContaining("bank/Account/a")
                .extracting(e -> ((MeshException) e).outcome())
                .isEqualTo(Outcome.UNKNOWN);

        bank.store.comeUp();
        n1.forget(key("a"));
        assertThat(n1.call(balance("a")).value()).isZero();
    }

    @Test
    void a_process_without_parts_or_class_or_node_is_refused() {
        assertThatThrownBy(() -> n1.forget(null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("MESH00117: ");
        assertThatThrownBy(() -> n1.forget(new ProcessKey("bank", "Account", " ")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> n1.forget(new ProcessKey("bank", "Nobody", "a")))
                .isInstanceOf(UnknownProcessException.class);
        assertThatThrownBy(() -> n1.forget(new ProcessKey("nowhere", "Account", "a")))
                .isInstanceOf(NoNodesForCapabilityException.class);
    }
}
