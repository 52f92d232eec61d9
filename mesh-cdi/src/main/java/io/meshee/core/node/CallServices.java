package io.meshee.core.node;

import io.meshee.core.process.Deadlines;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.Journal;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.process.Reentry;
import io.meshee.core.process.WorkerPool;
import java.util.function.BiConsumer;

/** What a call needs of its node wherever it goes. */
final class CallServices {

    private final Payloads payloads;
    private final ProcessTable processes;
    private final WorkerPool pool;
    private final Completions completions;
    private final BiConsumer<Invocation, Throwable> castDropped;

    CallServices(
            Payloads payloads,
            ProcessTable processes,
            WorkerPool pool,
            Completions completions,
            BiConsumer<Invocation, Throwable> castDropped) {
        this.payloads = payloads;
        this.processes = processes;
        this.pool = pool;
        this.completions = completions;
        this.castDropped = castDropped;
    }

    Payloads payloads() {
        return payloads;
    }

    Journal journal() {
        return processes.journal();
    }

    Deadlines deadlines() {
        return processes.deadlines();
    }

    /** The name of this thread's security principal; {@code null} for none. */
    String callerPrincipal() {
        return processes.callerPrincipal();
    }

    /** Wakes a caller that this thread has answered. */
    void wake(Thread caller) {
        processes.wake(caller);
    }

    /** The way back into the message that this thread handles; {@code null} if there is none. */
    Reentry runningWayBack() {
        Invocation running = processes.currentInvocation();
        return running == null ? null : running.reentry();
    }

    void castDropped(Invocation cast, Throwable reason) {
        castDropped.accept(cast, reason);
    }

    void completeOnPool(Runnable completion) {
        completions.add(completion);
    }

    void runOnPool(WorkerPool.Turn turn) {
        pool.execute(turn);
    }
}
