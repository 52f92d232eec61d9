package io.meshee.ejb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideTransactionsTest {

    private final List<String> events = new ArrayList<>();
    private final Transaction handlers = (Transaction) Proxy.newProxyInstance(
            Transaction.class.getClassLoader(), new Class<?>[] {Transaction.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method);
            });
    private Transaction current;
    private boolean fails;

    private final OutsideTransactions outside = new OutsideTransactions((TransactionManager) Proxy.newProxyInstance(
            TransactionManager.class.getClassLoader(),
            new Class<?>[] {TransactionManager.class},
            (proxy, method, arguments) -> manager(method.getName(), arguments)));

    @Test
    void the_handlers_transaction_is_suspended_meanwhile_and_goes_on_afterwards() {
        current = handlers;

        assertThat(outside.run(() -> current == null)).isTrue();
        assertThat(current).isSameAs(handlers);
    }

    @Test
    void it_goes_on_if_the_work_fails_too() {
        current = handlers;

        assertThatThrownBy(() -> outside.run(() -> {
                    throw new IllegalStateException("as the test wants it");
                }))
                .hasMessage("as the test wants it");
        assertThat(current).isSameAs(handlers);
    }

    @Test
    void a_thread_without_one_gets_none() {
        assertThat(outside.run(() -> "done")).isEqualTo("done");
        assertThat(events).containsExactly("suspend");
    }

    @Test
    void nothing_is_written_where_it_cannot_be_suspended() {
        fails = true;

        assertThatThrownBy(() -> outside.run(() -> events.add("written"))).hasMessageStartingWith("MESH00644: ");
        assertThat(events).containsExactly("suspend");
    }

    @Test
    void who_cannot_go_on_is_told() {
        current = handlers;

        assertThatThrownBy(() -> outside.run(() -> fails = true)).hasMessageStartingWith("MESH00645: ");
    }

    private Object manager(String method, Object[] arguments) throws SystemException {
        events.add(method);
        if (fails) {
            throw new SystemException("as the test wants it");
        }
        switch (method) {
            case "suspend" -> {
                Transaction suspended = current;
                current = null;
                return suspended;
            }
            case "resume" -> current = (Transaction) arguments[0];
            default -> throw new AssertionError(method);
        }
        return null;
    }
}
