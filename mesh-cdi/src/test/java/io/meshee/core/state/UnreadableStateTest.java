package io.meshee.core.state;

import static io.meshee.core.state.Bank.ask;
import static io.meshee.core.state.Bank.askSafely;
import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositSafely;
import static io.meshee.core.state.Bank.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ActivationException;
import io.meshee.api.PassivationReason;
import io.meshee.api.StateStoreException;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State that cannot be written or read is told by its process's name, and harms no other process. */
class UnreadableStateTest {

    private final Bank bank = new Bank();
    private MeshNode n1;

    @BeforeEach
    void start() throws Exception {
        bank.cluster.set("mesh.process.idle-timeout", "50ms");
        n1 = bank.start("n1");
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void a_damaged_entry_lets_its_process_not_start_and_stays_as_it_is() throws Exception {
        n1.call(depositSafely("a", 5));
        bank.passivate(n1, "a");
        byte[] whole = bank.store.stored(key("a")).orElseThrow();
        bank.store.damage(key("a"), new byte[] {whole[0], whole[1], 99});

        assertThatThrownBy(() -> n1.call(balance("a")))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("bank/Account/a")
                .hasMessageContaining("damaged");

        assertThat(bank.store.stored(key("a"))).contains(new byte[] {whole[0], whole[1], 99});
        assertThat(n1.call(deposit("b", 1)).value()).isEqualTo(1);
        bank.store.damage(key("a"), whole);
        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
    }

    @Test
    void bytes_that_no_process_wrote_let_its_process_not_start() throws Exception {
        n1.call(depositSafely("a", 5));
        bank.passivate(n1, "a");
        bank.store.damage(key("a"), "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> n1.call(balance("a")))
                .isInstanceOf(ActivationException.class)
                .hasMessageContaining("no state at byte");
    }

    @Test
    void state_that_cannot_be_encoded_ends_a_durable_call_and_discards_the_instance() {
        n1.call(depositSafely("a", 5));

        assertThatThrownBy(() -> n1.call(askSafely("a", "attach a thread")))
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("bank/Account/a")
                .hasMessageContaining("java.lang.Thread is not java.io.Serializable");

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
    }

    @Test
    void state_that_cannot_be_encoded_keeps_an_idle_process_alive() throws Exception {
        n1.call(deposit("a", 5));
        n1.call(ask("a", "attach a thread"));
        n1.call(deposit("b", 6));
        bank.awaitPassivation("b", PassivationReason.IDLE);

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(bank.activations("a")).isEqualTo(1);

        n1.call(ask("a", "detach"));
        bank.awaitPassivation("a", PassivationReason.IDLE);
        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        Eventually.until("its state is stored", () -> bank.store.has(key("a")));
    }
}
