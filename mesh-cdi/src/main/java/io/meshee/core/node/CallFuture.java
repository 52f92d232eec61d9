package io.meshee.core.node;

import io.meshee.core.process.Reentry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What an asynchronous call, and what is hung on it, ends in. A handler that waits for it leaves its instance to the calls
 * that come back to it meanwhile, as it does in {@code Mesh.call}.
 */
class CallFuture<T> extends CompletableFuture<T> {

    private final CallServices services;
    private final Reentry wayBack;

    /**
     * A future that is not complete.
     *
     * @param wayBack into the message that makes the call; {@code null} if there is none
     */
    CallFuture(CallServices services, Reentry wayBack) {
        this.services = services;
        this.wayBack = wayBack;
    }

    @Override
    public T join() {
        boolean opened = open();
        try {
            return super.join();
        } finally {
            shut(opened);
        }
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        boolean opened = open();
        try {
            return super.get();
        } finally {
            shut(opened);
        }
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        boolean opened = open();
        try {
            return super.get(timeout, unit);
        } finally {
            shut(opened);
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return wayBack == null ? new CompletableFuture<>() : new CallFuture<>(services, wayBack);
    }

    /** Only the thread that runs the message can leave the instance. */
    private boolean open() {
        if (wayBack == null || isDone() || services.runningWayBack() != wayBack) {
            return false;
        }
        wayBack.open();
        return true;
    }

    private void shut(boolean opened) {
        if (opened) {
            wayBack.shut();
        }
    }
}
