package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import io.meshee.core.handler.Handler;
import io.meshee.core.shard.Shard;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One process on this node: its mailbox, its activation if it has one, and the token that lets one thread at a time run
 * its turns.
 *
 * <pre>
 *            take (compare-and-set)
 *    IDLE ─────────────────────────▶ BUSY ──close──▶ CLOSED
 *      ▲                              │
 *      └──────────release─────────────┘   (looks at the mailbox once more after it)
 * </pre>
 *
 * Whoever takes the token runs turns, or hands it to the pool, or leaves it with an unfinished asynchronous turn. A
 * message that was queued is seen by the holder of the token or, if that one has just let go, by the queuing thread,
 * which then takes it. CLOSED is final; what is queued at a handoff is routed again, in order, and anything else goes on here.
 */
class VirtualProcess implements WorkerPool.Turn, Lost {

    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int CLOSED = 2;

    /** Among the queued: nothing is queued, and nothing can be any more. */
    private static final int SEALED = Integer.MIN_VALUE / 2;

    /** Turns that one thread runs before it lets others have a go. */
    private static final int BURST = 64;

    /** Its last turn is over; it ends, or waits for a thread to do so. */
    private static final int ENDING = 1;

    private static final int FENCED = 2;

    private static final VarHandle TOKEN;
    private static final VarHandle MAILBOX;
    private static final VarHandle QUEUED;
    private static final VarHandle CLOSING;
    private static final VarHandle REENTRY;
    private static final VarHandle END;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TOKEN = lookup.findVarHandle(VirtualProcess.class, "token", int.class);
            MAILBOX = lookup.findVarHandle(VirtualProcess.class, "mailbox", Queue.class);
            CLOSING = lookup.findVarHandle(VirtualProcess.class, "closing", PassivationReason.class);
            REENTRY = lookup.findVarHandle(VirtualProcess.class, "reentry", Reentry.class);
            END = lookup.findVarHandle(VirtualProcess.class, "end", int.class);
            QUEUED = lookup.findVarHandle(VirtualProcess.class, "queued", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ProcessHost host;
    private final String id;
    private volatile int token;
    private volatile Queue<Invocation> mailbox;
    private volatile int queued;
    private volatile PassivationReason closing;
    private volatile Reentry reentry;
    private volatile int end;
    private Activation activation;
    private volatile long lostAfter;
    private long lastUsed;

    VirtualProcess(ProcessHost host, String id) {
        this.host = host;
        this.id = id;
    }

    /** One whose token the caller has, until it is {@link #born()}. */
    static VirtualProcess unborn(ProcessHost host, String id) {
        VirtualProcess process = new VirtualProcess(host, id);
        process.token = BUSY;
        return process;
    }

    /** It belongs here, or has been closed: what others have queued for it meanwhile goes on. */
    void born() {
        release();
    }

    ProcessHost host() {
        return host;
    }

    String id() {
        return id;
    }

    @Override
    public Shard shard() {
        return host.shardOf(id);
    }

    @Override
    public boolean isOver() {
        return !host.holds(this);
    }

    /** Written only by the holder of the token. */
    Activation activation() {
        return activation;
    }

    void activation(Activation now) {
        activation = now;
        VarHandle.fullFence(); // either this thread sees the fence, or who fences sees the activation
        if (now != null && end == FENCED) {
            now.fence();
        }
    }

    /** Whether it has had its activation; a guess unless made by the holder of the token. */
    boolean hasActivation() {
        return activation != null;
    }

    /** Whether its handler runs; a guess unless made by the holder of the token. */
    boolean isHandling() {
        Activation now = activation;
        return now != null && now.isHandling();
    }

    long lastUsed() {
        return lastUsed;
    }

    boolean isIdle() {
        return token == IDLE;
    }

    /**
     * Runs the message on this thread if the process is idle and nothing is queued before it. The handler has returned
     * (or handed back its stage) when this does.
     *
     * @return whether it was taken on; if not, nothing has happened
     */
    boolean tryRunHere(Invocation invocation) {
        if (token != IDLE || !TOKEN.compareAndSet(this, IDLE, BUSY)) {
            return false;
        }
        if (queued != 0 || closing != null) {
            release();
            return false;
        }
        if (host.turns().runHere(this, invocation, null)) {
            release();
        }
        return true;
    }

    /**
     * Queues the message for the pool.
     *
     * @return false if the process is closed, and the message is to be routed again
     * @throws MailboxFullException if it holds as many messages as it may
     * @throws NodeFullException if all mailboxes together do
     */
    boolean enqueue(Invocation invocation) throws MailboxFullException, NodeFullException {
        if (token == CLOSED || closing != null && isForeign()) {
            return false;
        }
        int before = (int) QUEUED.getAndAdd(this, 1);
        if (before < 0) {
            return false;
        }
        if (before >= host.mailboxCapacity()) {
            QUEUED.getAndAdd(this, -1);
            throw new MailboxFullException();
        }
        if (!host.turns().budget().take()) {
            QUEUED.getAndAdd(this, -1);
            throw new NodeFullException();
        }
        invocation.leaveCaller();
        mailbox().add(invocation);
        if (TOKEN.compareAndSet(this, IDLE, BUSY)) {
            host.turns().schedule(this);
        }
        return true;
    }

    /** Takes a withdrawn message out of the mailbox, to free its place. */
    void remove(Invocation invocation) {
        Queue<Invocation> queue = mailbox;
        if (queue != null && queue.remove(invocation)) {
            QUEUED.getAndAdd(this, -1);
            host.turns().budget().give();
        }
        for (Reentry inner = reentry; inner != null; inner = inner.outer()) {
            inner.remove(invocation);
        }
    }

    /** Begins the run of a message that others may come back into. */
    void enter(Reentry wayBack) {
        reentry = wayBack;
    }

    /** Ends such a run. Does nothing if an instance that was discarded is left late. */
    void leave(Reentry wayBack) {
        REENTRY.compareAndSet(this, wayBack, wayBack.outer());
    }

    /** The way back by the innermost running message that waits for this chain; {@code null} if none does. */
    Reentry reentryOf(CallChain chain) {
        for (Reentry inner = reentry; inner != null; inner = inner.outer()) {
            if (chain.contains(inner)) {
                return inner;
            }
        }
        return null;
    }

    /** Runs what is queued. Called on the pool with the token held. */
    @Override
    public void run() {
        WakeUps wakeUps = host.turns().frames().current().wakeUps();
        wakeUps.beginBurst();
        try {
            burst(wakeUps);
        } finally {
            wakeUps.endBurst(); // only now: the token is somebody else's, or nobody's
        }
    }

    private void burst(WakeUps wakeUps) {
        for (int turn = 0; turn < BURST; turn++) {
            if (isEnding()) {
                wakeUps.wakeAll();
                finish();
                return;
            }
            Invocation next = poll();
            if (next == null) {
                release();
                return;
            }
            if (!isQuick(next)) {
                wakeUps.wakeAll();
            }
            if (next instanceof TimerMessage timer) {
                timer.begins();
            }
            if (!host.turns().runOnPool(this, next, null)) {
                return;
            }
        }
        host.turns().schedule(this);
    }

    /** Whether those who have their answers may well wait for this message's. */
    private boolean isQuick(Invocation message) {
        Handler handler = message.handler();
        return activation != null
                && handler != null
                && !handler.durable()
                && handler.speed().isFast();
    }

    /** No thread can be had: what is queued is refused. Called with the token held. */
    @Override
    public void rejected() {
        if (isEnding()) {
            endSoon();
            return;
        }
        for (Invocation next = poll(); next != null; next = poll()) {
            host.turns().reject(next);
        }
        release();
    }

    /** The node has lost its lease: what is queued would only be told so in its turn, and that may be long in coming. */
    void refuseWaiting() {
        for (Invocation next = poll(); next != null; next = poll()) {
            host.turns().cutOff(next);
        }
    }

    /** An asynchronous turn has ended: goes on with what is queued. Called with the token held, on any thread. */
    void resume() {
        release();
    }

    /** Ends the process after the turn that runs; what is queued is routed again. */
    void close(PassivationReason reason) {
        if (lostAfter == 0 && (reason == PassivationReason.HANDOFF || reason == PassivationReason.STOP)) {
            lostAfter = host.runtime().epoch() - 1;
        }
        closing = reason;
        if (TOKEN.compareAndSet(this, IDLE, BUSY)) {
            release();
        }
    }

    /**
     * Ends a process that is closed but does not come to its end: its handler is interrupted, nothing of it is acknowledged or
     * saved any more, and what is queued is routed again at once. False if it is not closed, or ends, or only waits for its turn to:
     * one that does nothing any more is not to lose what it has not saved yet.
     */
    boolean fence() {
        PassivationReason reason = closing;
        if (reason != PassivationReason.HANDOFF && reason != PassivationReason.STOP
                || !END.compareAndSet(this, 0, FENCED)) {
            return false;
        }
        VarHandle.fullFence();
        Activation straggler = activation;
        if (straggler != null) {
            straggler.fence();
        }
        handOver();
        host.turns().expireStage(this);
        return true;
    }

    /** Ends the process if it has not been used since the given time of the node's source and is idle. */
    void closeIfUnusedSince(long nanoTime, PassivationReason reason) {
        long stamp = lastUsed;
        if (host.turns().time().at(stamp) - nanoTime <= 0 && claimIfUnusedSince(stamp + 1, reason)) {
            host.turns().end(this, this);
        }
    }

    /**
     * Takes the token for good if the process has not been used since the given {@link System#nanoTime()} and is idle.
     *
     * @return whether it was taken; {@link #run()}, on a thread of Mesh's, then ends the process
     */
    boolean claimIfUnusedSince(long nanoTime, PassivationReason reason) {
        if (token != IDLE || lastUsed - nanoTime >= 0 || !TOKEN.compareAndSet(this, IDLE, BUSY)) {
            return false;
        }
        if (queued == 0 && lastUsed - nanoTime < 0 && CLOSING.compareAndSet(this, null, reason)) {
            END.compareAndSet(this, 0, ENDING);
            return true;
        }
        release();
        return false;
    }

    /** Notes when it was used, by {@link System#nanoTime()}; read without synchronization by the sweep. */
    void touch(long nanoTime) {
        lastUsed = nanoTime;
    }

    /**
     * Lets go of the token, or goes on with what came meanwhile. An end is left to others, whoever wished it: methods of
     * the application's run in it.
     */
    private void release() {
        while (true) {
            if (isEnding()) {
                endSoon();
                return;
            }
            if (queued != 0) {
                host.turns().schedule(this);
                return;
            }
            token = IDLE;
            if (queued == 0 && closing == null || !TOKEN.compareAndSet(this, IDLE, BUSY)) {
                return;
            }
        }
    }

    /** From now on it only waits for its end, and is not fenced. */
    private void endSoon() {
        END.compareAndSet(this, 0, ENDING);
        host.turns().end(this, this);
    }

    private boolean isForeign() {
        return !host.runtime().mayServe(host.capability(), id);
    }

    private boolean isEnding() {
        Activation now = activation;
        if (closing == null && now != null && now.isPassivationRequested()) {
            closing = PassivationReason.REQUESTED;
        }
        return closing != null;
    }

    private void finish() {
        PassivationReason reason = closing;
        boolean goes = reason == PassivationReason.HANDOFF || reason == PassivationReason.STOP;
        boolean isFenced = !END.compareAndSet(this, 0, ENDING) && end == FENCED;
        if (!host.turns().activations().passivate(this, reason)) {
            CLOSING.compareAndSet(this, reason, null); // one that is not to be refused may have come meanwhile
            activation.stay();
            touch(System.nanoTime());
            END.compareAndSet(this, ENDING, 0);
            release();
        } else if (goes) {
            if (!isFenced) {
                handOver();
            }
            token = CLOSED;
        } else if (QUEUED.compareAndSet(this, 0, SEALED)) {
            token = CLOSED;
            host.remove(this);
        } else {
            CLOSING.compareAndSet(this, reason, null); // what is queued activates it anew, and nothing overtakes it
            END.compareAndSet(this, ENDING, 0);
            release();
        }
    }

    /** Routes what is queued again, and goes out of the table: not before, for as long as it is there this node has not let go. */
    private void handOver() {
        seal().forEach(next -> {
            next.takenAt(lostAfter);
            next.reroute();
        });
        host.remove(this);
    }

    /** Takes out what is queued, in order, until no more can come. */
    private List<Invocation> seal() {
        List<Invocation> evicted = new ArrayList<>();
        while (!QUEUED.compareAndSet(this, 0, SEALED)) {
            Invocation next = poll();
            if (next == null) {
                Thread.yield(); // one has been counted and is about to be queued
            } else {
                evicted.add(next);
            }
        }
        return evicted;
    }

    private Invocation poll() {
        Queue<Invocation> queue = mailbox;
        Invocation next = queue == null ? null : queue.poll();
        if (next != null) {
            QUEUED.getAndAdd(this, -1);
            host.turns().budget().give();
        }
        return next;
    }

    private Queue<Invocation> mailbox() {
        Queue<Invocation> queue = mailbox;
        if (queue == null) {
            Queue<Invocation> fresh = new ConcurrentLinkedQueue<>();
            queue = MAILBOX.compareAndSet(this, null, fresh) ? fresh : mailbox;
        }
        return queue;
    }
}
