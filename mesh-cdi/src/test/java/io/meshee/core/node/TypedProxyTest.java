package io.meshee.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Activate;
import io.meshee.api.CallOptions;
import io.meshee.api.CallTimeoutException;
import io.meshee.api.Capability;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessType;
import io.meshee.testkit.ProcessClasses;
import io.meshee.testkit.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** n1 has the contract alone; n2 hosts the process. */
class TypedProxyTest {

    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    @ProcessType(name = "account", capability = "bank")
    interface Account {
        long deposit(long amount);

        String transfer(String to, long amount, List<String> remarks) throws Refused;

        String transfer(String to);

        CompletionStage<Long> later(long amount);

        CompletionStage<Long> laterRefused() throws Refused;

        long balance();

        void burn();

        String user();

        void stuck() throws InterruptedException;

        default long depositTwice(long amount) {
            return deposit(amount) + deposit(amount);
        }
    }

    @Capability("bank")
    static class AccountProcess implements Account {
        private final CompletableFuture<Void> never = new CompletableFuture<>();
        private ProcessContext self;
        private long balance;

        @Activate
        void activate(ProcessContext context, Long start) {
            self = context;
            balance = start == null ? 0 : start;
        }

        @Override
        public long deposit(long amount) {
            balance += amount;
            return balance;
        }

        @Override
        public String transfer(String to, long amount, List<String> remarks) throws Refused {
            if (amount > balance) {
                throw new Refused("only " + balance);
            }
            balance -= amount;
            return to + " gets " + amount + " " + remarks;
        }

        @Override
        public String transfer(String to) {
            return "all to " + to;
        }

        @Override
        public CompletionStage<Long> later(long amount) {
            return CompletableFuture.supplyAsync(() -> amount * 2);
        }

        @Override
        public CompletionStage<Long> laterRefused() {
            return CompletableFuture.failedFuture(new Refused("later"));
        }

        @Override
        public long balance() {
            return balance;
        }

        @Override
        public void burn() {
            throw new IllegalStateException("burnt");
        }

        @Override
        public String user() {
            return self.headers().get("user");
        }

        @Override
        public void stuck() throws InterruptedException {
            try {
                never.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final TestCluster cluster = new TestCluster();

    @BeforeEach
    void startNodes() throws Exception {
        cluster.start("n1", new Class<?>[0]);
        cluster.start("n2", ProcessClasses.of(AccountProcess.class));
    }

    @AfterEach
    void endNodes() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void methods_are_messages_whatever_the_number_of_their_parameters(String caller) throws Exception {
        Account account = account(caller, "a");

        assertThat(account.deposit(10)).isEqualTo(10);
        assertThat(account.transfer("bob", 4, List.of("rent", "may"))).isEqualTo("bob gets 4 [rent, may]");
        assertThat(account.transfer("eve")).isEqualTo("all to eve");
        assertThat(account.balance()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_stage_comes_at_once_and_completes_with_the_reply(String caller) throws Exception {
        CompletionStage<Long> stage = account(caller, "a").later(21);

        assertThat(stage.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void declared_exceptions_are_thrown_as_themselves(String caller) {
        assertThatThrownBy(() -> account(caller, "a").transfer("bob", 4, List.of()))
                .isInstanceOf(Refused.class)
                .hasMessage("only 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void declared_exceptions_complete_a_stage_as_themselves(String caller) throws Exception {
        CompletionStage<Long> stage = account(caller, "a").laterRefused();

        assertThatThrownBy(() -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void other_exceptions_are_failures_of_the_process(String caller) {
        assertThatThrownBy(() -> account(caller, "a").burn())
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("burnt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void a_default_method_runs_in_the_process_as_one_message(String caller) {
        Account account = account(caller, "a");

        assertThat(account.depositTwice(5)).isEqualTo(15);
        assertThat(account.balance()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1", "n2"})
    void options_give_headers_time_out_and_activation_argument(String caller) {
        CallOptions options = CallOptions.defaults()
                .withHeaders(Map.of("user", "ada"))
                .withInitArg(100L)
                .withTimeout(Duration.ofMillis(100));
        Account account = cluster.node(caller).process(Account.class, "a", options);

        assertThat(account.balance()).isEqualTo(100);
        assertThat(account.user()).isEqualTo("ada");
        assertThatThrownBy(account::stuck).isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void proxies_of_one_process_are_equal_and_name_it() {
        Account one = account("n1", "a");

        assertThat(one).isEqualTo(account("n1", "a")).hasSameHashCodeAs(account("n1", "a"));
        assertThat(one)
                .isNotEqualTo(account("n1", "b"))
                .isNotEqualTo(new Object())
                .isNotEqualTo(null);
        assertThat(one).hasToString("Account[bank/account/a]");
    }

    private Account account(String caller, String id) {
        return cluster.node(caller).process(Account.class, id);
    }
}
