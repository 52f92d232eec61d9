package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.api.Reply;
import io.meshee.core.Errors;
import io.meshee.core.process.CallChain;
import io.meshee.core.process.Expirable;
import java.util.concurrent.CompletableFuture;

/** A call that ends in a future. Cancelling the future takes the message out if its handler has not started. */
final class AsyncCall<R> extends OutgoingCall implements Expirable {

    private final Future future = new Future();

    AsyncCall(Router router, Target target, long deadline, CallChain chain) {
        super(router, target, deadline, chain);
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
        router().deadlines().remove(this);
        @SuppressWarnings("unchecked")
        Reply<R> reply = new Reply<>(ref, (R) result);
        complete(() -> future.complete(reply));
    }

    @Override
    void ended(MeshException thrown) {
        router().deadlines().remove(this);
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
            router().runOnPool(completion);
        }
    }

    private final class Future extends CompletableFuture<Reply<R>> {

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (!isDone()) {
                if (withdraw()) {
                    noteUnstarted(false);
                } else {
                    abandon();
                }
                router().deadlines().remove(AsyncCall.this);
                router().withdrawn(AsyncCall.this);
            }
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }
}
