package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadTransactionsTest {

    private final List<String> asked = new ArrayList<>();
    private int status = Status.STATUS_NO_TRANSACTION;
    private Exception rollbackFails;
    private Exception suspendFails;

    private final ThreadTransactions transactions =
            new ThreadTransactions(fake(TransactionSynchronizationRegistry.class), fake(TransactionManager.class));

    @Test
    void a_thread_without_one_is_only_asked_for_it() {
        assertThat(transactions.isActive()).isFalse();
        assertThat(transactions.rollBack()).isFalse();
        assertThat(asked).containsExactly("getTransactionStatus", "getTransactionStatus");
    }

    @Test
    void one_that_is_left_open_is_rolled_back_even_if_it_is_marked_for_that() {
        for (int open : List.of(Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK)) {
            status = open;
            asked.clear();

            assertThat(transactions.isActive()).isTrue();
            assertThat(transactions.rollBack()).isTrue();
            assertThat(asked).containsExactly("getTransactionStatus", "getTransactionStatus", "rollback");
        }
    }

    @Test
    void a_thread_leaves_one_that_cannot_be_rolled_back() {
        status = Status.STATUS_ACTIVE;
        for (Exception failure : List.of(new SystemException("as the test wants it"), new IllegalStateException())) {
            rollbackFails = failure;
            asked.clear();

            assertThat(transactions.rollBack()).isTrue();
            assertThat(asked).containsExactly("getTransactionStatus", "rollback", "suspend");
        }
    }

    @Test
    void a_failure_to_leave_it_harms_nothing_else() {
        status = Status.STATUS_ACTIVE;
        rollbackFails = new SystemException("as the test wants it");
        suspendFails = new SystemException("as the test wants it");

        assertThat(transactions.rollBack()).isTrue();
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    switch (method.getName()) {
                        case "getTransactionStatus" -> {
                            return status;
                        }
                        case "rollback" -> throwIfAny(rollbackFails);
                        case "suspend" -> throwIfAny(suspendFails);
                        default -> throw new AssertionError(method);
                    }
                    return null;
                }));
    }

    private static void throwIfAny(Exception failure) throws Exception {
        if (failure != null) {
            throw failure;
        }
    }
}
