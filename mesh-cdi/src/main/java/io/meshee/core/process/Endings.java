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

/**
 * Ends processes, on threads of its own: a handoff ends thousands at once, each with a write to the store. They neither
 * keep handlers from their threads, nor wait for those that handlers block. What ends to make room for others does so on
 * the handlers' threads, before those others.
 *
 * <p>Shard after shard, since a shard opens on its new owner when all of its processes have ended here; and first those
 * for which somebody waits there.
 */
final class Endings implements AutoCloseable {

    /** What waits for a store, or for one that hangs, needs more threads than there are processors. */
    private static final int THREADS = 32;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final TidiedThreads executor;
    private final Map<Shard, Deque<Runnable>> waiting = new LinkedHashMap<>();
    private final Set<Shard> wanted = new HashSet<>();
    private final Set<Shard> urgent = new LinkedHashSet<>();

    /** Ends on threads of the kind that handlers have. */
    Endings(TidiedThreads handlers) {
        this(handlers, THREADS);
    }

    Endings(TidiedThreads handlers, int threads) {
        executor = handlers.beside(threads, KEEP_ALIVE, new LinkedBlockingQueue<>());
    }

    /** Runs the end of a process, whose token the caller gives up: in its shard's turn, or here and now once the node has stopped. */
    void add(Shard shard, Runnable end) {
        synchronized (waiting) {
            waiting.computeIfAbsent(shard, key -> new ArrayDeque<>()).add(end);
            if (wanted.contains(shard)) {
                urgent.add(shard);
            }
        }
        try {
            executor.execute(this::runNext);
        } catch (RejectedExecutionException stopped) {
            runNext();
        }
    }

    /** What ends of that shard does so before others from now on: somebody waits for it. */
    void want(Shard shard) {
        synchronized (waiting) {
            if (wanted.add(shard) && waiting.containsKey(shard)) {
                urgent.add(shard);
            }
        }
    }

    /** Nobody waits for any shard any more. */
    void wantNone() {
        synchronized (waiting) {
            wanted.clear();
            urgent.clear();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow().forEach(Runnable::run);
    }

    /** As many of these are run as ends are added. */
    private void runNext() {
        next().run();
    }

    private Runnable next() {
        synchronized (waiting) {
            Iterator<Shard> turns = (urgent.isEmpty() ? waiting.keySet() : urgent).iterator();
            Shard shard = turns.next();
            Deque<Runnable> ends = waiting.get(shard);
            Runnable end = ends.remove();
            if (ends.isEmpty()) {
                turns.remove();
                waiting.remove(shard);
            }
            return end;
        }
    }
}
