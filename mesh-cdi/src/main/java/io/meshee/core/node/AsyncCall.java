package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.api.Reply;
import io.meshee.core.Errors;
import io.meshee.core.process.Expirable;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.Reentry;
import java.util.concurrent.CompletableFuture;

/** A call that ends in a future. Cancelling the future takes the message out if its handler has not started. */
final class AsyncCall<R> extends OutgoingCall implements Expirable {

    private final Future future;

    AsyncCall(Router router, Target target, long deadline, Invocation outer) {
        super(router, target, deadline, outer == null ? null : outer.chainOn(), outer);
        this.future = new Future(outer == null ? null : outer.reentry());
    }

    CompletableFuture<Reply<R>> future() {
        return future;
    }

    @Override
    boolean wantsReply() {
        return true;
    }

    @Override
    void ended(ProcessRef ref, Object result) {
        services().deadlines().remove(this);
        @SuppressWarnings("unchecked")
        Reply<R> reply = new Reply<>(ref, (R) result);
        complete(() -> future.complete(reply));
    }

    @Override
    void ended(MeshException thrown) {
        services().deadlines().remove(this);
        complete(() -> future.completeExceptionally(thrown));
    }

    @Override
    public void expire() {
        boolean started = !withdraw();
        if (started) {
            abandon();
        } else {
            noteUnstarted(true);
        }
        router().withdrawn(this);
        fail(started ? Errors.noReply(key()) : Errors.notStarted(key(), hindrance()));
    }

    /** What the application hangs on the future runs on the pool, not on a lane or within the process's turn. */
    private void complete(Runnable completion) {
        if (future.getNumberOfDependents() == 0) {
            completion.run();
        } else {
            services().completeOnPool(completion);
        }
    }

    private final class Future extends CallFuture<Reply<R>> {

        Future(Reentry wayBack) {
            super(services(), wayBack);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (!isDone()) {
                if (withdraw()) {
                    noteUnstarted(false);
                } else {
                    abandon();
                }
                services().deadlines().remove(AsyncCall.this);
                router().withdrawn(AsyncCall.this);
            }
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
