package io.meshee.ejb.persistence;

import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;

/** A server none of whose threads is in a transaction. */
final class NoTransactions {

    static final TransactionManager MANAGER = (TransactionManager) Proxy.newProxyInstance(
            TransactionManager.class.getClassLoader(),
            new Class<?>[] {TransactionManager.class},
            (proxy, method, arguments) -> {
                if (!method.getName().equals("suspend")) {
                    throw new AssertionError(method);
                }
                return null;
            });

    private NoTransactions() {}
}
