package io.meshee.core.process;

import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessRef;
import io.meshee.core.handler.Handler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;

/**
 * One message for a process, and its fate.
 *
 * <pre>
 * WAITING ──start──▶ STARTED ──abandon──▶ ABANDONED
 *    │  ◀─backToWaiting─┘
 *    └──withdraw──▶ WITHDRAWN
 * </pre>
 *
 * WITHDRAWN proves that no handler ran; whoever moves it there tells the caller so. STARTED stands for "a handler may
 * run": on this node it does, on another it may.
 */
public abstract class Invocation {

    /** The signature, which no method can have, of the message that deletes a process and its state. */
    public static final String FORGET = "~forget";

    private static final int WAITING = 0;
    private static final int STARTED = 1;
    private static final int WITHDRAWN = 2;
    private static final int ABANDONED = 3;

    private static final VarHandle FATE;

    static {
        try {
            FATE = MethodHandles.lookup().findVarHandle(Invocation.class, "fate", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String capability;
    private final String type;
    private final String id;
    private final String signature;
    private Object payload;
    private final Object initArg;
    private final long deadline;
    private final Map<String, String> headers;
    private final CallChain chain;
    private final String idempotencyKey;
    private Handler handler;
    private Reentry reentry;
    private Age age = Age.NONE;
    private volatile int fate;

    /**
     * A message that waits.
     *
     * @param signature chooses the handler by contract method; {@code null} to choose it by payload
     * @param deadline by {@link System#nanoTime()}
     * @param chain the processes that wait for it; {@code null} if none
     * @param idempotencyKey names this very message; {@code null} if it has no name
     */
    protected Invocation(
            String capability,
            String type,
            String id,
            String signature,
            Object payload,
            Object initArg,
            long deadline,
            Map<String, String> headers,
            CallChain chain,
            String idempotencyKey) {
        this.capability = capability;
        this.type = type;
        this.id = id;
        this.signature = signature;
        this.payload = payload;
        this.initArg = initArg;
        this.deadline = deadline;
        this.headers = headers;
        this.chain = chain;
        this.idempotencyKey = idempotencyKey;
    }

    /** The handler ran and returned the value. */
    public abstract void succeed(ProcessRef process, Object value);

    /** There is no value: a {@link io.meshee.api.MeshException}, or an exception that the handler's method declares. */
    public abstract void fail(Throwable failure);

    /** The process is not here any more, and the message did not start: it is to be routed again. */
    public abstract void reroute();

    /** Claims the message for running (or sending). False if it was withdrawn. */
    public final boolean start() {
        return FATE.compareAndSet(this, WAITING, STARTED);
    }

    /** Takes back a start that provably led to nothing. False if nobody waits for the message any more. */
    public final boolean backToWaiting() {
        return FATE.compareAndSet(this, STARTED, WAITING) || fate == WAITING;
    }

    /** Takes the message out before it starts. False if it has started. */
    public final boolean withdraw() {
        return FATE.compareAndSet(this, WAITING, WITHDRAWN);
    }

    /** Gives a started message up: its caller no longer waits. */
    public final void abandon() {
        FATE.compareAndSet(this, STARTED, ABANDONED);
    }

    /** Whether it was given up after it had been started, or sent. */
    public final boolean isAbandoned() {
        return fate == ABANDONED;
    }

    /**
     * Notes by which view a node took it that now hands it on, unless an earlier one is known. What was taken by an older
     * view comes before what was taken by a newer one, or not yet. A place that it had before counts no more.
     *
     * @param epoch from 1; 0 if that is not known
     */
    public final void takenAt(long epoch) {
        age = age.takenAt(epoch);
    }

    /** Gives it a place among the messages of its time, unless it has one: the lower, the older. From 1. */
    public final void place(long number) {
        age = age.at(number);
    }

    /** Its place among the messages of its time; 0 if it has none. */
    public final long place() {
        return age.place();
    }

    /** The epoch of the view by which it was taken first; 0 if it is not known to have been. */
    public final long takenAt() {
        return age.takenAt();
    }

    /** The capability it goes by. */
    public final String capability() {
        return capability;
    }

    /** The type's name. */
    public final String type() {
        return type;
    }

    /** The process's id. */
    public final String id() {
        return id;
    }

    /** The process it is for. */
    public final ProcessKey key() {
        return new ProcessKey(capability, type, id);
    }

    /** Chooses the handler by contract method; {@code null} to choose it by payload. */
    public final String signature() {
        return signature;
    }

    /** The payload; {@code null} if none. */
    public final Object payload() {
        return payload;
    }

    /** The activation argument; {@code null} if none. */
    public final Object initArg() {
        return initArg;
    }

    /** The deadline by {@link System#nanoTime()}. */
    public final long deadline() {
        return deadline;
    }

    /** The headers. */
    public final Map<String, String> headers() {
        return headers;
    }

    /** The processes that wait for it; {@code null} if none. */
    public final CallChain chain() {
        return chain;
    }

    /** The chain of a call that its handler makes. */
    public final CallChain chainOn() {
        return reentry == null
                ? new CallChain(key(), 0, "", chain)
                : new CallChain(key(), reentry.number(), reentry.node(), chain);
    }

    /** The way back into its process while it runs; {@code null} if its class has no reentrant handler. */
    public final Reentry reentry() {
        return reentry;
    }

    final void reentry(Reentry wayBack) {
        reentry = wayBack;
    }

    /**
     * The name of the security principal of the first caller; {@code null} if it has none. On the caller's thread, or
     * after {@link #leaveCaller}.
     */
    public String callerPrincipal() {
        return null;
    }

    /** The message is about to leave its caller's thread: what can be asked only there is asked now. */
    public void leaveCaller() {
        // a message that has come a long way knows it already
    }

    final boolean isForget() {
        return FORGET.equals(signature);
    }

    /** Names this very message; {@code null} if it has no name. */
    public final String idempotencyKey() {
        return idempotencyKey;
    }

    /** Puts another payload in the place of the present one: a copy, for a handler that must not share it. */
    protected final void payload(Object copy) {
        payload = copy;
    }

    final Handler handler() {
        return handler;
    }

    final void handler(Handler chosen) {
        this.handler = chosen;
    }

    @Override
    public String toString() {
        return capability + "/" + type + "/" + id;
    }
}
