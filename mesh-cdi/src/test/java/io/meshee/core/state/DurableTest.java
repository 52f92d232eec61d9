package io.meshee.core.state;

import static io.meshee.core.state.Bank.ask;
import static io.meshee.core.state.Bank.askSafely;
import static io.meshee.core.state.Bank.balance;
import static io.meshee.core.state.Bank.deposit;
import static io.meshee.core.state.Bank.depositLater;
import static io.meshee.core.state.Bank.depositSafely;
import static io.meshee.core.state.Bank.key;
import static io.meshee.core.state.Bank.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessFailedException;
import io.meshee.api.Reply;
import io.meshee.core.node.MeshNode;
import io.meshee.testkit.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Durable handlers save before they answer. */
class DurableTest {

    private final Bank bank = new Bank();
    private MeshNode n1;

    @BeforeEach
    void start() throws Exception {
        n1 = bank.start("n1");
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void the_state_is_stored_when_the_reply_is_there() {
        n1.call(depositSafely("a", 5));

        assertThat(bank.store.has(key("a"))).isTrue();
    }

    @Test
    void other_handlers_of_the_class_do_not_save() {
        n1.call(deposit("a", 5));

        assertThat(bank.store.has(key("a"))).isFalse();
    }

    @Test
    void what_has_not_changed_is_not_written_again() {
        n1.call(depositSafely("a", 5));
        n1.call(depositSafely("a", 0));

        assertThat(bank.store.writes()).isEqualTo(1);
    }

    @Test
    void an_application_exception_saves_too() throws Exception {
        assertThatThrownBy(() -> n1.call(withdraw("a", 5)))
                .isInstanceOf(ProcessFailedException.class)
                .hasCauseInstanceOf(Account.OverdrawnException.class);

        discard("a");
        assertThat(n1.call(ask("a", "attempts")).value()).isEqualTo("1");
    }

    @Test
    void any_other_exception_saves_nothing_and_discards_the_instance() {
        n1.call(depositSafely("a", 5));

        assertThatThrownBy(() -> n1.call(askSafely("a", "break"))).isInstanceOf(ProcessFailedException.class);

        assertThat(n1.call(balance("a")).value()).isEqualTo(5);
        assertThat(bank.store.writes()).isEqualTo(1);
    }

    @Test
    void an_asynchronous_handler_saves_when_its_stage_completes_and_on_a_thread_of_the_mesh() throws Exception {
        CompletableFuture<Reply<Integer>> call = n1.callAsync(depositLater("a", 5));
        bank.future("a").complete(1);

        assertThat(call.get(10, TimeUnit.SECONDS).value()).isEqualTo(6);
        assertThat(bank.store.has(key("a"))).isTrue();
        assertThat(bank.store.lastWriter()).isNotSameAs(Thread.currentThread());
        discard("a");
        assertThat(n1.call(balance("a")).value()).isEqualTo(6);
    }

    @Test
    void a_stage_that_is_complete_already_is_saved_before_the_reply_too() {
        bank.future("a").complete(1);

        assertThat(n1.call(depositLater("a", 5)).value()).isEqualTo(6);

        assertThat(bank.store.has(key("a"))).isTrue();
    }

    @Test
    void messages_wait_for_the_save_of_an_asynchronous_handler() throws Exception {
        CompletableFuture<Reply<Integer>> first = n1.callAsync(depositLater("a", 5));
        CompletableFuture<Reply<Integer>> second = n1.callAsync(depositSafely("a", 10));
        bank.future("a").complete(1);

        assertThat(first.get(10, TimeUnit.SECONDS).value()).isEqualTo(6);
        assertThat(second.get(10, TimeUnit.SECONDS).value()).isEqualTo(16);
    }

    @Test
    void durable_handlers_never_run_on_the_threads_of_callers() throws Exception {
        String caller = Thread.currentThread().getName();
        n1.call(balance("a"));

        Eventually.until("others do", () -> n1.call(ask("a", "thread")).value().equals(caller));
        for (int i = 0; i < 50; i++) {
            assertThat(n1.call(askSafely("a", "thread")).value()).isNotEqualTo(caller);
        }
    }

    /** Throws the instance away, so that the next message sees what is stored. */
    private void discard(String id) {
        assertThatThrownBy(() -> n1.call(askSafely(id, "break"))).isInstanceOf(ProcessFailedException.class);
    }
}
