package io.meshee.core.process;

import io.meshee.api.PassivationReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps the processes of one host at their limit. Each new process over it ends an old one: the least recently used of
 * those that eight hands come upon next, each of which goes through its own eighth of the table and stops where it was. So
 * nobody sorts the table, and no thread waits for another one as long as the limit holds about; the price is that the order is that of a sample.
 * One hand would not do: ids that were counted up are neighbours in the table, and of one age.
 *
 * <p>Ends run on the pool. When they cannot keep up, {@link #lags()} has the next activations take their turn there too.
 */
final class ActiveLimit {

    /** Of so many the least recently used goes: one of the oldest ninth on average, at some ten cache misses. */
    private static final int HANDS = 8;

    private static final int SAMPLES_PER_ACTIVATION = 4;

    /** A process that was not activated in that time was given up by its caller; before, it may be about to be. */
    static final long UNBORN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The thread that has the hands may run an end itself, with methods of the application's, where the pool is full. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int limit;
    private final int margin;
    private final Collection<VirtualProcess> processes;
    private final Turns turns;
    private final AtomicInteger ending = new AtomicInteger();
    private final AtomicBoolean handsTaken = new AtomicBoolean();
    private final Consumer<VirtualProcess> meeting = process -> met = process;
    private List<Spliterator<VirtualProcess>> hands = List.of();
    private VirtualProcess met;

    /**
     * A limit.
     *
     * @param limit the greatest number of processes; {@link Integer#MAX_VALUE} for none
     * @param processes a live view of them, safe for concurrent use
     */
    ActiveLimit(int limit, Collection<VirtualProcess> processes, Turns turns) {
        this.limit = limit;
        this.margin = margin(limit);
        this.processes = processes;
        this.turns = turns;
    }

    /** How far the processes may be over their limit, by ends that are under way. */
    static int margin(int limit) {
        return Math.max(16, limit / 64);
    }

    /** Whether so many ends are under way that no activation is to overtake them. */
    boolean lags() {
        return limit != Integer.MAX_VALUE && ending.get() > margin;
    }

    /** Begins to end as many as are over the limit, if they are idle; never the one that has just come. */
    void makeRoomFor(VirtualProcess fresh) {
        makeRoom(fresh, SAMPLES_PER_ACTIVATION);
    }

    /** Ends what was busy when it would have been its turn. */
    void sweep() {
        makeRoom(null, processes.size() / HANDS + 1);
    }

    private void makeRoom(VirtualProcess fresh, int samples) {
        if (limit == Integer.MAX_VALUE || excess() <= 0 || !takeHands()) {
            return;
        }
        try {
            for (int left = samples; left > 0 && excess() > 0; left--) {
                endOldestOfSample(fresh);
            }
        } finally {
            letGoOfHands();
        }
    }

    /**
     * Whoever finds the hands taken leaves the work to the thread that has them, which therefore looks again. But that thread
     * may have been put off its processor, for as long as ten thousand activations take: over half the margin one waits for it.
     */
    boolean takeHands() {
        if (handsTaken.compareAndSet(false, true)) {
            return true;
        }
        long giveUp = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (excess() > margin / 2 && System.nanoTime() - giveUp < 0) {
            Thread.yield();
            if (handsTaken.compareAndSet(false, true)) {
                return true;
            }
        }
        return false;
    }

    void letGoOfHands() {
        handsTaken.set(false);
    }

    private int excess() {
        return processes.size() - ending.get() - limit;
    }

    private void endOldestOfSample(VirtualProcess fresh) {
        long now = System.nanoTime();
        VirtualProcess oldest = null;
        boolean through = true;
        for (Spliterator<VirtualProcess> hand : hands) {
            if (hand.tryAdvance(meeting)) {
                through = false;
                if (met != fresh && mayEnd(met, now) && isOlder(met, oldest)) {
                    oldest = met;
                }
            }
        }
        if (through) {
            hands = parts(processes.spliterator());
        }
        met = null;
        if (oldest != null && oldest.claimIfUnusedSince(oldest.lastUsed() + 1, PassivationReason.LIMIT)) {
            ending.incrementAndGet();
            turns.schedule(new End(oldest));
        }
    }

    private static List<Spliterator<VirtualProcess>> parts(Spliterator<VirtualProcess> whole) {
        List<Spliterator<VirtualProcess>> parts = new ArrayList<>(List.of(whole));
        while (parts.size() < HANDS) {
            List<Spliterator<VirtualProcess>> halves = parts.stream()
                    .map(Spliterator::trySplit)
                    .filter(Objects::nonNull)
                    .toList();
            if (halves.isEmpty()) {
                break;
            }
            parts.addAll(halves);
        }
        return parts;
    }

    private static boolean mayEnd(VirtualProcess process, long now) {
        return process.isIdle() && (process.hasActivation() || now - process.lastUsed() > UNBORN_NANOS);
    }

    private static boolean isOlder(VirtualProcess process, VirtualProcess than) {
        return than == null || process.lastUsed() - than.lastUsed() < 0;
    }

    /** Ends a process whose token is held, and counts that. */
    private final class End implements WorkerPool.Turn {

        private final VirtualProcess process;

        End(VirtualProcess process) {
            this.process = process;
        }

        @Override
        public void run() {
            try {
                process.run();
            } finally {
                ending.decrementAndGet();
            }
        }

        @Override
        public void rejected() {
            turns.end(process, this); // it counts as ending until it has ended
        }
    }
}
