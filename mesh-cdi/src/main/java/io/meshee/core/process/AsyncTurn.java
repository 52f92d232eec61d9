package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.core.Errors;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A turn whose handler has returned a stage. The process stays busy until the stage completes or the deadline passes;
 * in the second case its instance is discarded, since the unfinished work may still touch it.
 */
final class AsyncTurn implements BiConsumer<Object, Throwable>, Expirable, WorkerPool.Turn {

    private static final int ATTACHED = 0;
    private static final int DETACHED = 1;
    private static final int OVER = 2;

    private final Turns turns;
    private final VirtualProcess process;
    private final Activation activation;
    private final Invocation invocation;
    private final CompletionStage<?> stage;
    private final AtomicInteger state = new AtomicInteger(ATTACHED);
    private Deadlines deadlines;
    private Object value;
    private Throwable thrown;

    AsyncTurn(
            Turns turns,
            VirtualProcess process,
            Activation activation,
            Invocation invocation,
            CompletionStage<?> stage) {
        this.turns = turns;
        this.process = process;
        this.activation = activation;
        this.invocation = invocation;
        this.stage = stage;
    }

    /** Waits for the stage. True if it had completed already, and with it the turn. */
    boolean finishedAtOnce(Deadlines watch) {
        deadlines = watch;
        watch.add(this);
        stage.whenComplete(this);
        if (state.compareAndSet(ATTACHED, DETACHED)) {
            if (invocation.reentry() != null) {
                invocation.reentry().open();
            }
            return false;
        }
        turns.conclude(process, activation, invocation, value, thrown, false, System.nanoTime());
        return true;
    }

    @Override
    public void accept(Object result, Throwable failure) {
        deadlines.remove(this);
        value = result;
        thrown = failure;
        if (!state.compareAndSet(ATTACHED, OVER) && state.compareAndSet(DETACHED, OVER)) {
            if (invocation.handler().durable()) {
                turns.schedule(this); // the store is not to be waited for on a thread of the application's
            } else {
                run();
            }
        }
    }

    @Override
    public void run() {
        if (invocation.reentry() == null) {
            conclude();
        } else {
            invocation.reentry().whenFree(this::conclude);
        }
    }

    private void conclude() {
        turns.conclude(process, activation, invocation, value, thrown, false, System.nanoTime());
        turns.resume(process, invocation);
    }

    @Override
    public void rejected() {
        run();
    }

    boolean isOf(VirtualProcess other) {
        return process == other;
    }

    @Override
    public long deadline() {
        return invocation.deadline();
    }

    @Override
    public void expire() {
        if (state.compareAndSet(DETACHED, OVER)) {
            deadlines.remove(this);
            MeshException late = activation.isFenced() ? activation.unacknowledged() : Errors.noReply(invocation.key());
            if (invocation.reentry() != null) {
                invocation.reentry().close();
            }
            turns.discard(process, activation, invocation, late);
            invocation.fail(late);
            turns.resume(process, invocation);
            turns.cancel(stage, invocation);
        }
    }
}
