package io.meshee.core.process;

import io.meshee.core.handler.HandlerSpeed;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a thread runs for Mesh at the moment: the process, its message, how deep runs are nested. The watchdog reads it to
 * interrupt a run that passes its deadline.
 *
 * <p>Each run arms the watch with a number of its own, so that an interrupt meant for one run never reaches the next.
 */
final class CallFrame {

    private static final long OFF = 0;
    private static final long INTERRUPTING = 1;
    private static final long INTERRUPTED = 2;

    private static final VarHandle WATCH;

    static {
        try {
            WATCH = MethodHandles.lookup().findVarHandle(CallFrame.class, "watch", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread = Thread.currentThread();
    private final WakeUps wakeUps = new WakeUps();
    private Activation activation;
    private Invocation invocation;
    private int depth;
    private long begin;
    private long runs = INTERRUPTED;
    private long deadline;
    private volatile long watch;

    Activation activation() {
        return activation;
    }

    Invocation invocation() {
        return invocation;
    }

    long begin() {
        return begin;
    }

    WakeUps wakeUps() {
        return wakeUps;
    }

    int depth() {
        return depth;
    }

    boolean isRunningOn(Thread other) {
        return thread == other && watch != OFF;
    }

    boolean isOfLiveThread() {
        return thread.isAlive();
    }

    void enter(Activation running, Invocation message, long now) {
        activation = running;
        invocation = message;
        begin = now;
        depth++;
        arm(message);
    }

    /** Ends the innermost run and goes back to the one around it. True if the watchdog interrupted it. */
    boolean exit(Activation outerActivation, Invocation outerInvocation, long outerBegin) {
        boolean interrupted = disarm();
        activation = outerActivation;
        invocation = outerInvocation;
        begin = outerBegin;
        depth--;
        if (outerInvocation != null) {
            arm(outerInvocation);
        }
        return interrupted;
    }

    /**
     * Called by the watchdog: interrupts a run that has passed its deadline, or whose activation is fenced. One that merely takes long counts as slow at
     * once, so that the handler's next messages do not follow it onto threads that others wait for, and nobody who has an answer
     * sleeps on because of it.
     */
    void check(long now) {
        wakeUps.wakeAll();
        long armed = watch;
        Invocation running = invocation;
        Activation active = activation;
        if (armed <= INTERRUPTED || running == null || active == null) {
            return;
        }
        boolean isHandling = active.instance() != null && running.handler() != null;
        if (isHandling && now - begin > HandlerSpeed.SLOW_NANOS && watch == armed) {
            running.handler().speed().record(now - begin);
        }
        if ((deadline - now <= 0 || active.isFenced()) && WATCH.compareAndSet(this, armed, INTERRUPTING)) {
            thread.interrupt();
            watch = INTERRUPTED;
        }
    }

    private void arm(Invocation message) {
        deadline = message.deadline();
        WATCH.setRelease(this, ++runs);
    }

    private boolean disarm() {
        if (WATCH.compareAndSet(this, runs, OFF)) {
            return false;
        }
        while (watch == INTERRUPTING) {
            Thread.onSpinWait();
        }
        watch = OFF;
        Thread.interrupted();
        return true;
    }
}
