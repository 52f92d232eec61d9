package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.Errors;
import io.meshee.core.process.Invocation;
import java.util.concurrent.locks.LockSupport;

/** A call whose thread waits. Ends once: with the reply, with a failure, or at the deadline. */
final class SyncCall extends OutgoingCall {

    private final Thread caller = Thread.currentThread();
    private Reply<Object> reply;
    private MeshException failure;
    private volatile boolean done;

    SyncCall(Router router, Target target, long deadline, Invocation outer) {
        super(router, target, deadline, outer == null ? null : outer.chainOn(), outer);
    }

    SyncCall(Router router, Request<?> request, String capability, String type, long deadline, Invocation outer) {
        super(router, request, capability, type, deadline, outer == null ? null : outer.chainOn(), outer);
    }

    @Override
    boolean wantsReply() {
        return true;
    }

    @Override
    void ended(ProcessRef ref, Object result) {
        reply = new Reply<>(ref, result);
        finish();
    }

    @Override
    void ended(MeshException thrown) {
        failure = thrown;
        finish();
    }

    /** Waits for the end, at most until the deadline. */
    <R> Reply<R> await() {
        while (!done) {
            long left = deadline() - System.nanoTime();
            if (left <= 0) {
                giveUp(false);
                break;
            }
            LockSupport.parkNanos(this, left);
            if (!done && Thread.interrupted()) {
                giveUp(true);
                caller.interrupt();
                break;
            }
        }
        if (failure != null) {
            throw failure;
        }
        @SuppressWarnings("unchecked")
        Reply<R> answer = (Reply<R>) reply;
        return answer;
    }

    private void finish() {
        done = true;
        if (Thread.currentThread() != caller) {
            services().wake(caller);
        }
    }

    private void giveUp(boolean interrupted) {
        boolean started = !withdraw();
        if (started) {
            abandon();
            if (done) {
                return;
            }
        }
        if (!started) {
            noteUnstarted(!interrupted);
        }
        router().withdrawn(this);
        throw interrupted
                ? Errors.callerInterrupted(key(), started)
                : started ? Errors.noReply(key()) : Errors.notStarted(key(), hindrance());
    }
}
