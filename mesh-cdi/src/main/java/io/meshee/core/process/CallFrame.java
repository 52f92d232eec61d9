package io.meshee.core.process;

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
    private Activation activation;
    private Invocation invocation;
    private int depth;
    private long runs = INTERRUPTED;
    private long deadline;
    private volatile long watch;

    Activation activation() {
        return activation;
    }

    Invocation invocation() {
        return invocation;
    }

    int depth() {
        return depth;
    }

    boolean isOfLiveThread() {
        return thread.isAlive();
    }

    void enter(Activation running, Invocation message) {
        activation = running;
        invocation = message;
        depth++;
        arm(message);
    }

    /** Ends the innermost run and goes back to the one around it. True if the watchdog interrupted it. */
    boolean exit(Activation outerActivation, Invocation outerInvocation) {
        boolean interrupted = disarm();
        activation = outerActivation;
        invocation = outerInvocation;
        depth--;
        if (outerInvocation != null) {
            arm(outerInvocation);
        }
        return interrupted;
    }

    /** Called by the watchdog. */
    void interruptIfOverdue(long now) {
        long armed = watch;
        if (armed > INTERRUPTED && deadline - now <= 0 && WATCH.compareAndSet(this, armed, INTERRUPTING)) {
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
