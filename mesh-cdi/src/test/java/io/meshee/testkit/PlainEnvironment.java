package io.meshee.testkit;

import io.meshee.core.handler.ProcessClass;
import io.meshee.core.process.ProcessEnvironment;

/** No container around handlers; transactions and principals are only pretended. */
public final class PlainEnvironment implements ProcessEnvironment {

    private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<String> principal = new ThreadLocal<>();

    /** Runs the action as if this thread were in a transaction. */
    public void runInTransaction(Runnable action) {
        inTransaction.set(true);
        try {
            action.run();
        } finally {
            inTransaction.set(false);
        }
    }

    /** Begins a transaction on this thread, which nobody ends. */
    public void begin() {
        inTransaction.set(true);
    }

    @Override
    public boolean inTransaction() {
        return inTransaction.get();
    }

    @Override
    public boolean rollBackLeftOpen() {
        boolean left = inTransaction.get();
        inTransaction.set(false);
        return left;
    }

    /** Runs the action as if the container had authenticated this thread's caller. */
    public void runAs(String name, Runnable action) {
        principal.set(name);
        try {
            action.run();
        } finally {
            principal.remove();
        }
    }

    @Override
    public String callerPrincipal() {
        return principal.get();
    }

    @Override
    public Object enter(ProcessClass processClass) {
        return null;
    }

    @Override
    public void leave(Object entered) {
        // nothing was entered
    }

    @Override
    public ClassLoader classLoader() {
        return PlainEnvironment.class.getClassLoader();
    }
}
