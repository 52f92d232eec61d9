package io.meshee.core.state;

import static io.meshee.core.state.Bank.ask;
import static io.meshee.core.state.Bank.askSafely;
import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositLater;
import static io.meshee.core.state.Bank.depositSafely;
import static io.meshee.core.state.Bank.refuse;
import static io.meshee.core.state.Bank.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.StateStoreException;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A durable handler runs once for a key. */
class IdempotencyTest {

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
    void a_key_gets_its_first_reply_again_and_nothing_runs_twice(String owner) {
        String id = bank.idOn(owner);
        n1.call(depositSafely(id, 5).idempotencyKey("k1"));
        n1.call(depositSafely(id, 2).idempotencyKey("k2"));

        assertThat(n1.call(depositSafely(id, 5).idempotencyKey("k1")).value()).isEqualTo(5);
        assertThat(n1.call(balance(id)).value()).isEqualTo(7);
    }

    @Test
    void a_key_gets_its_first_reply_again_after_the_death_of_the_owner() throws Exception {
        String id = bank.idOn("n2");
        n1.call(depositSafely(id, 5).idempotencyKey("k1"));
        n1.call(depositSafely(id, 2));

        bank.cluster.kill("n2");
        bank.cluster.awaitMembers("n1");

        assertThat(n1.call(depositSafely(id, 5).idempotencyKey("k1")).value()).isEqualTo(5);
        assertThat(n1.call(balance(id)).value()).isEqualTo(7);
    }

    @Test
    void sending_again_after_a_lost_answer_runs_nothing_twice() throws Exception {
        String id = bank.idOn("n2");
        n1.call(balance(id));
        bank.cluster.network().cut("n2", "n1"); // an answer that is not ready at once travels by itself
        assertThatThrownBy(() -> n1.call(depositSafely(id, 5).idempotencyKey("k1")))
                .isInstanceOf(MeshException.class);
        bank.cluster.network().heal();
        Eventually.until("it has run", () -> n1.call(balance(id)).value() == 5);

        assertThat(n1.call(depositSafely(id, 5).idempotencyKey("k1")).value()).isEqualTo(5);
        assertThat(n1.call(balance(id)).value()).isEqualTo(5);
    }

    @Test
    void the_oldest_of_more_than_64_keys_is_forgotten() {
        String id = bank.idOn("n1");
        for (int i = 0; i < 65; i++) {
            n1.call(depositSafely(id, 1).idempotencyKey("k" + i));
        }

        assertThat(n1.call(depositSafely(id, 1).idempotencyKey("k1")).value()).isEqualTo(2);
        assertThat(n1.call(depositSafely(id, 1).idempotencyKey("k64")).value()).isEqualTo(65);
        assertThat(n1.call(depositSafely(id, 1).idempotencyKey("k0")).value()).isEqualTo(66);
    }

    @Test
    void keys_of_one_process_mean_nothing_to_another() {
        n1.call(depositSafely("a", 5).idempotencyKey("k1"));

        assertThat(n1.call(depositSafely("b", 6).idempotencyKey("k1")).value()).isEqualTo(6);
    }

    @Test
    void handlers_that_are_not_durable_take_no_notice_of_keys() {
        n1.call(deposit("a", 5).idempotencyKey("k1"));

        assertThat(n1.call(deposit("a", 5).idempotencyKey("k1")).value()).isEqualTo(10);
    }

    @Test
    void an_asynchronous_handler_runs_once_for_a_key_too() {
        bank.future("a").complete(1);
        n1.call(depositLater("a", 5).idempotencyKey("k1"));

        assertThat(n1.call(depositLater("a", 5).idempotencyKey("k1")).value()).isEqualTo(6);
        assertThat(n1.call(balance("a")).value()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_declared_exception_is_thrown_again_as_itself_and_nothing_runs_twice(String owner) {
        String id = bank.idOn(owner);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> n1.call(withdraw(id, 5).idempotencyKey("k1")))
                    .isInstanceOf(ProcessFailedException.class)
                    .hasCauseInstanceOf(Account.OverdrawnException.class)
                    .hasMessageContaining("5 of 0");
        }

        assertThat(n1.call(ask(id, "attempts")).value()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void an_application_exception_that_is_not_declared_is_told_again_as_text(String owner) {
        String id = bank.idOn(owner);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> n1.call(refuse(id, "closed").idempotencyKey("k1")))
                    .isInstanceOfSatisfying(ProcessFailedException.class, failed -> {
                        assertThat(failed.failureType()).isEqualTo(Account.RefusedException.class.getName());
                        assertThat(failed.failureMessage()).isEqualTo("closed");
                        assertThat(failed.failureStack()).contains("Account.refuse");
                    });
        }

        assertThat(n1.call(ask(id, "attempts")).value()).isEqualTo("1");
    }

    @Test
    void what_ended_in_a_failure_of_the_handler_runs_again() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> n1.call(askSafely("a", "break").idempotencyKey("k1")))
                    .isInstanceOf(ProcessFailedException.class);
        }

        assertThat(bank.activations("a")).isEqualTo(2);
    }

    @Test
    void a_reply_that_cannot_be_kept_ends_the_call_and_changes_nothing() {
        n1.call(depositSafely("a", 5));

        assertThatThrownBy(() -> n1.call(askSafely("a", "reply with a thread").idempotencyKey("k1")))
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining("bank/Account/a")
                .hasMessageContaining("MESH00501");

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
    }

    @Test
    void a_blank_key_is_refused() {
        assertThatThrownBy(() -> deposit("a", 5).idempotencyKey(" "))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("idempotencyKey");
    }
}
