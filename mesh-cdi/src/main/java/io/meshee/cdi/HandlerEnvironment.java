package io.meshee.cdi;

import io.meshee.core.handler.ProcessClass;
import io.meshee.core.process.ProcessEnvironment;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.util.function.Supplier;

/** Gives a handler the application's class loader and, where it could notice, a request scope of its own. */
public final class HandlerEnvironment implements ProcessEnvironment {

    private final ClassLoader application;
    private final Instance<RequestContextController> controllers;
    private final Transactions transactions;
    private final Supplier<String> principal;

    /**
     * An environment for the application's handlers.
     *
     * @param principal the name of the calling thread's security principal; {@code null} for none
     */
    public HandlerEnvironment(
            ClassLoader application,
            Instance<RequestContextController> controllers,
            Transactions transactions,
            Supplier<String> principal) {
        this.principal = principal;
        this.application = application;
        this.controllers = controllers;
        this.transactions = transactions;
    }

    /** The container's transactions, each of which belongs to a thread. */
    public interface Transactions {

        /** Whether this thread is in one. */
        boolean isActive();

        /** Rolls this thread's back, so that it is in none any more. False if it was in none. */
        boolean rollBack();
    }

    private record Entered(ClassLoader outer, RequestContextController request) {}

    @Override
    public boolean inTransaction() {
        return transactions.isActive();
    }

    @Override
    public boolean rollBackLeftOpen() {
        return transactions.rollBack();
    }

    @Override
    public String callerPrincipal() {
        return principal.get();
    }

    @Override
    public Object enter(ProcessClass processClass) {
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        if (outer != application) {
            thread.setContextClassLoader(application);
        }
        if (processClass.callerSafe() || processClass.pooled()) {
            return outer == application ? null : new Entered(outer, null);
        }
        RequestContextController request = controllers.get();
        request.activate();
        return new Entered(outer, request);
    }

    @Override
    public void leave(Object token) {
        if (token instanceof Entered entered) {
            if (entered.request() != null) {
                entered.request().deactivate();
                controllers.destroy(entered.request());
            }
            Thread.currentThread().setContextClassLoader(entered.outer());
        }
    }

    @Override
    public ClassLoader classLoader() {
        return application;
    }
}
