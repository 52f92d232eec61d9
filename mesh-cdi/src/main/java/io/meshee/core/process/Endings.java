package io.meshee.core.process;

import io.meshee.core.shard.Shard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends processes, on threads of its own: a handoff ends thousands at once, each with a write to the store. They neither
 * keep handlers from their threads, nor wait for those that handlers block. What ends to make room for others does so on
 * the handlers' threads, before those others.
 *
 * <p>Shard after shard, since a shard opens on its new owner when all of its processes have ended here; and first those
 * for which somebody waits there. The others begin on few threads, which become twice as many every half second: at first the
 * processors belong to those that are waited for, and to the new owner, which may have just started.
 */
final class Endings implements AutoCloseable {

    /** What waits for a store, or for one that hangs, needs more threads than there are processors. */
    private static final int THREADS = 32;

    private static final int FIRST_THREADS = 1;
    private static final long DOUBLING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final TidiedThreads executor;
    private final int most;
    private final LongSupplier nanoTime;
    private final Map<Shard, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private final Set<Shard> wanted = new HashSet<>();
    private final Set<Shard> urgent = new LinkedHashSet<>();
    private long begun;
    private int unhurried;
    private int allowed;

    /** Ends on threads of the kind that handlers have. */
    Endings(TidiedThreads handlers) {
        this(handlers, THREADS, System::nanoTime);
    }

    Endings(TidiedThreads handlers, int threads, LongSupplier nanoTime) {
        this.executor = handlers.beside(threads, KEEP_ALIVE, new LinkedBlockingQueue<>());
        this.most = threads;
        this.nanoTime = nanoTime;
    }

    /** An end, and whether it counts among those that nobody waits for. */
    private record Next(Runnable end, boolean unhurried) {}

    /** Runs the end of a process, whose token the caller gives up: in its shard's turn, or here and now once the node has stopped. */
    void add(Shard shard, Runnable end) {
        synchronized (waiting) {
            if (waiting.isEmpty() && unhurried == 0) {
                begun = nanoTime.getAsLong();
                allowed = FIRST_THREADS;
            }
            waiting.computeIfAbsent(shard, key -> new ArrayDeque<>()).add(end);
            if (wanted.contains(shard)) {
                urgent.add(shard);
            }
        }
        wake();
    }

    /** What ends of that shard does so before others from now on: somebody waits for it. */
    void want(Shard shard) {
        int ends;
        synchronized (waiting) {
            Deque<Runnable> ofShard = wanted.add(shard) ? waiting.get(shard) : null;
            ends = ofShard == null ? 0 : ofShard.size();
            if (ofShard != null) {
                urgent.add(shard);
            }
        }
        for (int i = 0; i < ends; i++) {
            wake();
        }
    }

    /** Nobody waits for any shard any more. */
    void wantNone() {
        synchronized (waiting) {
            wanted.clear();
            urgent.clear();
        }
    }

    /** Takes more threads, as time goes on. Called by one thread, every few milliseconds. */
    void tick() {
        int more;
        synchronized (waiting) {
            more = waiting.isEmpty() ? 0 : allowedNow() - allowed;
            allowed += more;
        }
        for (int i = 0; i < more; i++) {
            wake();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        synchronized (waiting) {
            allowed = Integer.MAX_VALUE;
        }
        for (Next next = next(); next != null; next = next()) {
            run(next);
        }
    }

    private int allowedNow() {
        long doublings = (nanoTime.getAsLong() - begun) / DOUBLING_NANOS;
        return (int) Math.min(most, (long) FIRST_THREADS << Math.min(doublings, Short.SIZE));
    }

    private void wake() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException stopped) {
            work();
        }
    }

    /** Runs one end, if there is one that may run, and has the next one run after the thread was tidied. */
    private void work() {
        Next next = next();
        if (next != null) {
            try {
                run(next);
            } finally {
                wake();
            }
        }
    }

    private void run(Next next) {
        try {
            next.end().run();
        } finally {
            done(next);
        }
    }

    private Next next() {
        synchronized (waiting) {
            boolean isUrgent = !urgent.isEmpty();
            if (waiting.isEmpty() || !isUrgent && unhurried >= allowed) {
                return null;
            }
            Iterator<Shard> turns = (isUrgent ? urgent : waiting.keySet()).iterator();
            Shard shard = turns.next();
            Deque<Runnable> ends = waiting.get(shard);
            Runnable end = ends.remove();
            if (ends.isEmpty()) {
                turns.remove();
                waiting.remove(shard);
            }
            if (!isUrgent) {
                unhurried++;
            }
            return new Next(end, !isUrgent);
        }
    }

    private void done(Next next) {
        if (next.unhurried()) {
            synchronized (waiting) {
                unhurried--;
            }
        }
    }
}
