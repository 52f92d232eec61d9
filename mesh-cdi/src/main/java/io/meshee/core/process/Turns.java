package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.handler.Handler;
import io.meshee.core.handler.InstanceFactory;
import io.meshee.core.handler.ProcessClass;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Runs one message at a time: activation, handler, and what becomes of the instance after it. */
final class Turns {

    private static final Logger LOG = System.getLogger(Turns.class.getName());

    private final ProcessEnvironment environment;
    private final WorkerPool pool;
    private final Deadlines deadlines;
    private final CallFrames frames;
    private final AtomicLong incarnations = new AtomicLong();

    Turns(ProcessEnvironment environment, WorkerPool pool, Deadlines deadlines, CallFrames frames) {
        this.environment = environment;
        this.pool = pool;
        this.deadlines = deadlines;
        this.frames = frames;
    }

    CallFrames frames() {
        return frames;
    }

    ProcessEnvironment environment() {
        return environment;
    }

    void schedule(WorkerPool.Turn turn) {
        pool.execute(turn);
    }

    void reject(Invocation invocation) {
        if (invocation.start()) {
            invocation.fail(Errors.poolBlocked(invocation.key()));
        }
    }

    /**
     * Runs a message on a thread of Mesh's own.
     *
     * @return false if the turn goes on asynchronously, and will call {@link VirtualProcess#resume()}
     */
    boolean runOnPool(VirtualProcess process, Invocation invocation) {
        Object entered = environment.enter(process.host().processClass());
        try {
            return run(process, invocation);
        } finally {
            environment.leave(entered);
            Thread.interrupted(); // what a handler did to its own thread is not the next one's
        }
    }

    /** Runs a message on the thread of its caller, which may have another class loader. */
    boolean runHere(VirtualProcess process, Invocation invocation) {
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        ClassLoader inner = environment.classLoader();
        if (outer == inner) {
            return run(process, invocation);
        }
        thread.setContextClassLoader(inner);
        try {
            return run(process, invocation);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    private boolean run(VirtualProcess process, Invocation invocation) {
        if (!invocation.start()) {
            return true;
        }
        if (invocation.deadline() - System.nanoTime() <= 0) {
            invocation.fail(Errors.notStarted(invocation.key()));
            return true;
        }
        Activation activation = process.activation();
        if (activation == null) {
            activation = activate(process, invocation);
            if (activation == null) {
                return true;
            }
        }
        return handle(process, activation, invocation);
    }

    private boolean handle(VirtualProcess process, Activation activation, Invocation invocation) {
        Handler handler = invocation.handler();
        CallFrame frame = frames.current();
        Activation outerActivation = frame.activation();
        Invocation outerInvocation = frame.invocation();
        long outerBegin = frame.begin();
        activation.current(invocation);
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
        if (thrown == null && handler.asynchronous() && value instanceof CompletionStage<?> stage) {
            return new AsyncTurn(this, process, activation, invocation, stage).finishedAtOnce(deadlines);
        }
        conclude(process, activation, invocation, value, thrown, interrupted);
        return true;
    }

    /** Ends a turn: tells the caller, and discards the instance if it can no longer be trusted. */
    void conclude(
            VirtualProcess process,
            Activation activation,
            Invocation invocation,
            Object value,
            Throwable thrown,
            boolean interrupted) {
        activation.current(null);
        if (thrown == null) {
            invocation.succeed(activation.ref(), value);
            return;
        }
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!invocation.handler().isApplicationException(cause)) {
            process.activation(null);
            destroy(activation);
        }
        if (interrupted) {
            invocation.fail(Errors.noReply(invocation.key()));
        } else if (invocation.handler().isDeclared(cause)) {
            invocation.fail(cause);
        } else {
            invocation.fail(Errors.failed(invocation.key(), cause));
        }
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

    /** Runs a message of a pooled class on whatever instance the container gives. */
    void runPooled(ProcessHost host, Invocation invocation, InstanceFactory.Instance shared) {
        VirtualProcess process = new VirtualProcess(host, invocation.id());
        process.activation(new Activation(host, host.ref(invocation.id(), 0), new Shared(shared.target())));
        runOnPool(process, invocation);
    }

    /** Ends an activation, if there is one, with its own last method. */
    void passivate(VirtualProcess process, PassivationReason reason) {
        Activation activation = process.activation();
        if (activation == null) {
            return;
        }
        process.activation(null);
        ProcessClass processClass = process.host().processClass();
        Object entered = environment.enter(processClass);
        try {
            if (processClass.lifecycle().passivates()) {
                processClass.lifecycle().passivate(activation.instance().target(), reason);
            }
        } catch (Throwable t) {
            LOG.log(
                    Level.WARNING,
                    () -> "MESH00161: the @Passivate method of "
                            + activation.ref().key() + " failed",
                    t);
        } finally {
            destroy(activation);
            environment.leave(entered);
        }
    }

    private Activation activate(VirtualProcess process, Invocation invocation) {
        ProcessHost host = process.host();
        CallFrame frame = frames.current();
        Activation outerActivation = frame.activation();
        Invocation outerInvocation = frame.invocation();
        long outerBegin = frame.begin();
        long begin = System.nanoTime();
        InstanceFactory.Instance instance = null;
        Throwable thrown = null;
        Activation activation = null;
        ProcessRef ref = host.ref(process.id(), incarnations.incrementAndGet());
        frame.enter(new Activation(host, ref, null), invocation, begin);
        try {
            instance = host.processClass().instances().create();
            activation = new Activation(host, ref, instance);
            activation.current(invocation);
            host.processClass().lifecycle().activate(instance.target(), activation, invocation.initArg());
        } catch (Throwable t) {
            thrown = t;
        }
        frame.exit(outerActivation, outerInvocation, outerBegin);
        host.activationSpeed().record(System.nanoTime() - begin);
        if (thrown == null) {
            process.activation(activation);
            return activation;
        }
        if (instance != null) {
            destroy(activation);
        }
        invocation.fail(Errors.activation(invocation.key(), thrown));
        return null;
    }

    void destroy(Activation activation) {
        try {
            activation.instance().destroy();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, () -> "MESH00162: " + activation.ref().key() + " could not be destroyed", e);
        }
    }

    /** An instance of the container's pool, which is not Mesh's to destroy. */
    private record Shared(Object target) implements InstanceFactory.Instance {
        @Override
        public void destroy() {
            // the container's own pool decides
        }
    }
}
