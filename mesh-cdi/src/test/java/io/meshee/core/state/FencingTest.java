package io.meshee.core.state;

import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositLater;
import static io.meshee.core.state.Bank.depositSafely;
import static io.meshee.core.state.Bank.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.api.PassivationReason;
import io.meshee.api.StaleActivationException;
import io.meshee.core.node.MeshNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An activation whose state a newer one has opened writes nothing any more. */
class FencingTest {

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
    void its_durable_call_ends_stale_and_unknown(String owner) throws Exception {
        String id = bank.idOn(owner);
        n1.call(depositSafely(id, 5));
        bank.store.open(key(id));

        assertThatThrownBy(() -> n1.call(depositSafely(id, 1)))
                .isInstanceOf(StaleActivationException.class)
                .hasMessageStartingWith("MESH00164: ")
                .hasMessageContaining(id)
                .extracting(e -> ((MeshException) e).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void its_asynchronous_durable_call_ends_stale_too() throws Exception {
        String id = bank.idOn("n1");
        n1.call(depositSafely(id, 5));
        bank.store.open(key(id));
        bank.future(id).complete(1);

        assertThatThrownBy(() -> n1.call(depositLater(id, 1))).isInstanceOf(StaleActivationException.class);
        assertThat(n1.call(balance(id)).value()).isEqualTo(5);
    }

    @Test
    void its_instance_is_discarded_and_the_next_one_has_what_is_stored() throws Exception {
        String id = bank.idOn("n1");
        n1.call(depositSafely(id, 5));
        bank.store.open(key(id));
        assertThatThrownBy(() -> n1.call(depositSafely(id, 1))).isInstanceOf(StaleActivationException.class);

        assertThat(n1.call(balance(id)).value()).isEqualTo(5);
        assertThat(n1.call(depositSafely(id, 1)).value()).isEqualTo(6);
        assertThat(bank.activations(id)).isEqualTo(2);
    }

    @Test
    void its_passivation_writes_nothing() throws Exception {
        String id = bank.idOn("n1");
        n1.call(depositSafely(id, 5));
        n1.call(deposit(id, 1));
        bank.store.open(key(id));

        bank.passivate(n1, id);

        assertThat(bank.store.writes()).isEqualTo(1);
        assertThat(n1.call(balance(id)).value()).isEqualTo(5);
        bank.awaitPassivation(id, PassivationReason.REQUESTED);
    }
}
