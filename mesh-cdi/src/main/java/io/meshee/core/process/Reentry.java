package io.meshee.core.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The way back into a process for the calls that its running message makes, directly or through others. There is one for
 * each message of a class with reentrant handlers, for as long as the message runs.
 *
 * <p>It is open while the message cannot touch the instance: while its thread waits in a call, or after its handler has
 * returned a stage. What comes back then runs at once, one message at a time; what comes at other times waits until it is
 * open. Whoever goes on with the message shuts it first, and so waits for what is inside. The lock orders what they do with
 * the instance.
 *
 * <p>Chains name it by its number, which nothing else has: a chain of a message that is over finds no way back.
 */
public final class Reentry {

    private final VirtualProcess process;
    private final Activation activation;
    private final Invocation message;
    private final Reentry outer;
    private final long number = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private Deque<Invocation> waiting;
    private boolean open;
    private boolean busy;
    private boolean closed;
    private Runnable afterwards;

    /**
     * A way back that is not open yet.
     *
     * @param outer the one that the message itself came by; {@code null} if it came from the mailbox
     */
    Reentry(VirtualProcess process, Activation activation, Invocation message, Reentry outer) {
        this.process = process;
        this.activation = activation;
        this.message = message;
        this.outer = outer;
    }

    long number() {
        return number;
    }

    String node() {
        return activation.ref().node();
    }

    Activation activation() {
        return activation;
    }

    Reentry outer() {
        return outer;
    }

    /** The message that this one runs inside; {@code null} if it is the outermost. */
    Invocation messageAround() {
        return outer == null ? null : outer.message;
    }

    /**
     * Lets a message in, now or as soon as that is possible.
     *
     * @param here whether it may run on this thread
     * @return false if the message that it belongs to is over
     */
    boolean admit(Invocation inner, boolean here) throws MailboxFullException {
        inner.leaveCaller();
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (!open || busy) {
                park(inner);
                return true;
            }
            busy = true;
        }
        if (!here) {
            schedule(inner);
        } else if (process.host().turns().runHere(process, inner, this)) {
            ended();
        }
        return true;
    }

    /** The message waits, and leaves the instance to others. */
    public void open() {
        Invocation next;
        synchronized (this) {
            open = !closed;
            next = open && !busy ? takeWaiting() : null;
            busy |= next != null;
        }
        if (next != null) {
            schedule(next);
        }
    }

    /** The message is about to go on: waits until nobody else is in the instance, and keeps others out. */
    public synchronized void shut() {
        open = false;
        boolean interrupted = false;
        while (busy) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // meant for the message, which sees it when it goes on
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets nobody in any more, and runs the action once nobody is inside: at once, or after the one who is. */
    void whenFree(Runnable action) {
        synchronized (this) {
            open = false;
            if (busy) {
                afterwards = action;
                return;
            }
        }
        action.run();
    }

    /** The message is over. What still waits to come in is routed again, as messages like any other. */
    void close() {
        List<Invocation> left;
        synchronized (this) {
            open = false;
            closed = true;
            left = waiting == null ? List.of() : List.copyOf(waiting);
            waiting = null;
        }
        process.leave(this);
        left.forEach(Invocation::reroute);
    }

    /** A message that was let in has ended, here or on another thread. */
    void ended() {
        Invocation next;
        Runnable after;
        synchronized (this) {
            after = afterwards;
            afterwards = null;
            next = open ? takeWaiting() : null;
            busy = next != null;
            notifyAll();
        }
        if (after != null) {
            after.run();
        } else if (next != null) {
            schedule(next);
        }
    }

    /** Takes a withdrawn message out. */
    synchronized void remove(Invocation withdrawn) {
        if (waiting != null) {
            waiting.remove(withdrawn);
        }
    }

    private void park(Invocation inner) throws MailboxFullException {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        if (waiting.size() >= process.host().mailboxCapacity()) {
            throw new MailboxFullException();
        }
        waiting.add(inner);
    }

    private Invocation takeWaiting() {
        return waiting == null ? null : waiting.poll();
    }

    private void schedule(Invocation inner) {
        Turns turns = process.host().turns();
        turns.schedule(new WorkerPool.Turn() {
            @Override
            public void run() {
                if (turns.runOnPool(process, inner, Reentry.this)) {
                    ended();
                }
            }

            @Override
            public void rejected() {
                turns.reject(inner);
                ended();
            }
        });
    }
}
