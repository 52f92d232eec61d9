package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.core.Errors;
import io.meshee.core.handler.Handler;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.state.Answer;
import io.meshee.core.state.StateKeeper;
import io.meshee.core.time.TimeSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Runs one message at a time: activation, handler, and what becomes of the instance after it. */
final class Turns {

    private static final Logger LOG = System.getLogger(Turns.class.getName());

    private final ProcessEnvironment environment;
    private final WorkerPool pool;
    private final Endings endings;
    private final Deadlines deadlines;
    private final CallFrames frames;
    private final TimeSource time;
    private final Timers timers;
    private final Reminders reminders;
    private final Activations activations;
    private final DurableTurns durable;
    private final QueueBudget budget;
    private final Journal journal;

    Turns(
            ProcessEnvironment environment,
            WorkerPool pool,
            Endings endings,
            Deadlines deadlines,
            CallFrames frames,
            TimeSource time,
            Timers timers,
            Reminders reminders,
            StateKeeper states,
            QueueBudget budget,
            Journal journal) {
        this.time = time;
        this.reminders = reminders;
        this.timers = timers;
        this.activations = new Activations(environment, frames, states, journal);
        this.durable = new DurableTurns(activations, states, reminders);
        this.environment = environment;
        this.pool = pool;
        this.endings = endings;
        this.deadlines = deadlines;
        this.frames = frames;
        this.budget = budget;
        this.journal = journal;
    }

    Activations activations() {
        return activations;
    }

    CallFrames frames() {
        return frames;
    }

    QueueBudget budget() {
        return budget;
    }

    Journal journal() {
        return journal;
    }

    TimeSource time() {
        return time;
    }

    Reminders reminders() {
        return reminders;
    }

    Timers timers() {
        return timers;
    }

    ProcessEnvironment environment() {
        return environment;
    }

    void schedule(WorkerPool.Turn turn) {
        pool.execute(turn);
    }

    /** Has a process ended whose token is held. */
    void end(VirtualProcess process, Runnable end) {
        endings.add(process.shard(), end);
    }

    void reject(Invocation invocation) {
        if (invocation.start()) {
            journal.refused();
            invocation.fail(Errors.poolBlocked(invocation.key()));
        }
    }

    void cutOff(Invocation invocation) {
        if (invocation.start()) {
            invocation.fail(Errors.partitioned(invocation.key()));
        }
    }

    /**
     * Runs a message on a thread of Mesh's own.
     *
     * @param outer by which it comes back into a message that waits for it; {@code null} if it comes from the mailbox
     * @return false if the turn goes on asynchronously, and will call {@link #resume}
     */
    boolean runOnPool(VirtualProcess process, Invocation invocation, Reentry outer) {
        Object entered = environment.enter(process.host().processClass());
        try {
            return run(process, invocation, outer, true);
        } finally {
            environment.leave(entered);
            Thread.interrupted(); // what a handler did to its own thread is not the next one's
        }
    }

    /** Runs a message on the thread of its caller, which may have another class loader. */
    boolean runHere(VirtualProcess process, Invocation invocation, Reentry outer) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader inner = environment.classLoader();
        if (before == inner) {
            return run(process, invocation, outer, false);
        }
        thread.setContextClassLoader(inner);
        try {
            return run(process, invocation, outer, false);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private boolean run(VirtualProcess process, Invocation invocation, Reentry outer, boolean onPool) {
        if (!invocation.start()) {
            return true;
        }
        long now = System.nanoTime();
        if (invocation.deadline() - now <= 0) {
            journal.expired();
            invocation.fail(Errors.notStarted(invocation.key()));
            return true;
        }
        if (outer != null) {
            return handle(process, outer.activation(), invocation, outer, onPool);
        }
        if (invocation.isForget()) {
            durable.forget(process, invocation);
            return true;
        }
        Activation activation = process.activation();
        if (activation == null) {
            activation = activations.activate(process, invocation);
            if (activation == null) {
                return true;
            }
        } else if (!activation.lease().holds(now)) {
            invocation.fail(Errors.partitioned(invocation.key()));
            return true;
        }
        return handle(process, activation, invocation, null, onPool);
    }

    private boolean handle(
            VirtualProcess process, Activation activation, Invocation invocation, Reentry outer, boolean onPool) {
        Handler handler = invocation.handler();
        if (handler.durable() && durable.replay(activation, invocation)) {
            process.touch(System.nanoTime());
            return true;
        }
        CallFrame frame = frames.current();
        Activation outerActivation = frame.activation();
        Invocation outerInvocation = frame.invocation();
        long outerBegin = frame.begin();
        activation.current(invocation);
        if (process.host().isReentrant()) {
            Reentry wayBack = new Reentry(process, activation, invocation, outer);
            invocation.reentry(wayBack);
            process.enter(wayBack);
        }
        long begin = System.nanoTime();
        frame.enter(activation, invocation, begin);
        Object value = null;
        Throwable thrown = null;
        try {
            value = handler.invoke(activation.instance().target(), invocation.payload());
        } catch (Throwable t) {
            thrown = t;
        }
        boolean interrupted = frame.exit(outerActivation, outerInvocation, outerBegin);
        long end = System.nanoTime();
        handler.speed().record(end - begin);
        process.touch(end);
        if (onPool && environment.rollBackLeftOpen()) {
            thrown = leftOpen(activation, invocation, value, thrown);
        }
        if (thrown == null && handler.asynchronous() && value instanceof CompletionStage<?> stage) {
            return new AsyncTurn(this, process, activation, invocation, stage).finishedAtOnce(deadlines);
        }
        conclude(process, activation, invocation, value, thrown, interrupted, end);
        return true;
    }

    /** Who forgets a transaction has failed, whatever was returned: what was done in it is undone, and the instance knows nothing of that. */
    private Throwable leftOpen(Activation activation, Invocation invocation, Object value, Throwable thrown) {
        Throwable failure = Errors.transactionLeftOpen(invocation.key());
        LOG.log(Level.WARNING, failure.getMessage());
        activation.innerFailure(failure);
        if (value instanceof CompletionStage<?> stage && invocation.handler().asynchronous()) {
            cancel(stage, invocation);
        }
        return thrown == null ? failure : thrown;
    }

    /**
     * Ends a turn: tells the caller, and discards the instance if it can no longer be trusted.
     *
     * @param end when the handler had ended, by {@link System#nanoTime()}
     */
    void conclude(
            VirtualProcess process,
            Activation activation,
            Invocation invocation,
            Object value,
            Throwable thrown,
            boolean interrupted,
            long end) {
        Reentry reentry = invocation.reentry();
        if (reentry == null) {
            activation.current(null);
        } else {
            activation.current(reentry.messageAround());
            reentry.close();
        }
        Throwable inner = activation.innerFailure();
        Throwable failure = thrown == null ? null : causeOf(thrown);
        if (failure == null && inner != null && invocation.handler().durable()) {
            failure = inner; // what cannot be trusted is not saved, and so not replied
        }
        boolean kept = inner == null && (failure == null || invocation.handler().isApplicationException(failure));
        MeshException unsaved = kept && invocation.handler().durable()
                ? durable.save(activation, invocation, answerToKeep(invocation, value, failure, interrupted))
                : activation.lease().holds(end) ? null : activation.unacknowledged();
        if (!kept || unsaved != null && invocation.handler().durable()) {
            discard(process, activation, invocation, kept ? unsaved : failure);
        }
        if (unsaved != null) {
            invocation.fail(unsaved);
        } else if (failure == null) {
            invocation.succeed(activation.ref(), value);
        } else if (interrupted) {
            invocation.fail(Errors.noReply(invocation.key()));
        } else if (invocation.handler().isDeclared(failure)) {
            invocation.fail(failure);
        } else {
            invocation.fail(Errors.failed(invocation.key(), failure));
        }
    }

    /** Ends an instance that can no longer be trusted: now, or with the outermost message that runs in it. */
    void discard(VirtualProcess process, Activation activation, Invocation invocation, Throwable cause) {
        if (isInner(invocation)) {
            activation.innerFailure(cause == null ? activation.innerFailure() : cause);
        } else {
            process.activation(null);
            activations.destroy(activation);
            journal.failed(activation.ref(), cause == null ? activation.innerFailure() : cause);
        }
    }

    /** Ends the asynchronous turn of a process that is fenced, if it has one. */
    void expireStage(VirtualProcess process) {
        deadlines.expire(due -> due instanceof AsyncTurn turn && turn.isOf(process));
    }

    /** An asynchronous turn has ended: what waited for it goes on. */
    void resume(VirtualProcess process, Invocation invocation) {
        if (isInner(invocation)) {
            invocation.reentry().outer().ended();
        } else {
            process.resume();
        }
    }

    private static boolean isInner(Invocation invocation) {
        return invocation.reentry() != null && invocation.reentry().outer() != null;
    }

    /** Tells a stage that nobody waits for it. On the pool, since what the application hung on it runs with it. */
    void cancel(CompletionStage<?> stage, Invocation invocation) {
        pool.execute(new WorkerPool.Turn() {
            @Override
            public void run() {
                try {
                    stage.toCompletableFuture().cancel(true);
                } catch (RuntimeException e) {
                    LOG.log(Level.DEBUG, () -> "the stage of " + invocation.key() + " cannot be cancelled", e);
                }
            }

            @Override
            public void rejected() {
                LOG.log(Level.DEBUG, () -> "no thread to cancel the stage of " + invocation.key());
            }
        });
    }

    /** One that was cut short is to run again. */
    private static Answer answerToKeep(Invocation invocation, Object value, Throwable failure, boolean interrupted) {
        return interrupted && failure != null ? null : DurableTurns.answer(invocation, value, failure);
    }

    private static Throwable causeOf(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /**
     * Runs a message of a pooled class on whatever instance the container gives.
     *
     * @param process its own for this one turn
     * @return false if the turn goes on asynchronously, and will call {@link VirtualProcess#resume()}
     */
    boolean runPooled(VirtualProcess process, Invocation invocation, InstanceFactory.Instance shared) {
        ProcessHost host = process.host();
        Activation activation = new Activation(
                process, host.ref(invocation.id(), 0), host.runtime().lease());
        activation.begin(shared, null);
        process.activation(activation);
        return runOnPool(process, invocation, null);
    }
}
