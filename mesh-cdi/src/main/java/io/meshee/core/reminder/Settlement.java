package io.meshee.core.reminder;

import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import io.meshee.core.process.WorkerPool;
import io.meshee.core.time.TimeSource;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.spi.StateStore.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes down what became of a firing. Until that is done the firing stays in flight, so that it is not fired again by this
 * node; if another owns the shard by now, that one decides.
 */
final class Settlement implements Firing.Results {

    private static final Logger LOG = System.getLogger(Settlement.class.getName());

    private final ReminderStore store;
    private final Ownership ownership;
    private final TimeSource time;
    private final WorkerPool pool;
    private final DueShards looks;
    private final InFlight inFlight;
    private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();
    private final LongAdder fired = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    Settlement(
            ReminderStore store,
            Ownership ownership,
            TimeSource time,
            WorkerPool pool,
            DueShards looks,
            InFlight inFlight) {
        this.store = store;
        this.ownership = ownership;
        this.time = time;
        this.pool = pool;
        this.looks = looks;
        this.inFlight = inFlight;
    }

    @Override
    public void ended(Firing firing, Throwable failure) {
        onPool(() -> settle(firing, failure));
    }

    @Override
    public void returned(Firing firing) {
        inFlight.remove(firing);
        looks.add(firing.shard(), time.now());
    }

    /** Its time was missed and is left out. */
    void missed(Firing firing) {
        skipped.increment();
        onPool(() -> write(firing, Progress.afterMiss(firing.content(), firing.firedAt())));
    }

    /** Tries again to write what could not be written. Called every second. */
    void retry() {
        for (int left = unsettled.size(); left > 0; left--) {
            onPool(unsettled.remove());
        }
    }

    /** Without a thread it waits for the next second: nobody else's thread may be kept waiting for the store. */
    private void onPool(Runnable task) {
        pool.execute(new WorkerPool.Turn() {
            @Override
            public void run() {
                task.run();
            }

            @Override
            public void rejected() {
                unsettled.add(task);
            }
        });
    }

    ReminderCounts counts() {
        return new ReminderCounts(
                fired.sum(), failed.sum(), deferred.sum(), skipped.sum(), inFlight.size(), inFlight.peak());
    }

    private void settle(Firing firing, Throwable failure) {
        if (failure instanceof MeshException known && known.outcome() != Outcome.EXECUTED) {
            deferred.increment();
            if (firing.content().attempts() == 0 && ownsShardOf(firing)) {
                LOG.log(
                        Level.WARNING,
                        "MESH00815: reminder \"" + firing.entry().name() + "\" of " + firing.key()
                                + " could not be delivered; it is kept and tried again",
                        failure);
            }
            write(firing, Optional.of(Progress.afterVainAttempt(firing.content(), time.now())));
            return;
        }
        fired.increment();
        if (failure != null) {
            failed.increment();
            LOG.log(
                    Level.WARNING,
                    "MESH00814: the handler of reminder \"" + firing.entry().name() + "\" of " + firing.key()
                            + " failed",
                    failure);
        }
        write(firing, Progress.afterFiring(firing.content(), firing.firedAt()));
    }

    private void write(Firing firing, Optional<Progress> next) {
        Entry before = firing.entry();
        int shard = firing.shard().number();
        try {
            if (next.isPresent()) {
                Progress progress = next.get();
                Entry after = new Entry(
                        before.process(),
                        before.name(),
                        Versions.next(),
                        progress.due(),
                        progress.content().encode());
                boolean written = store.put(shard, after, before.version());
                done(firing, written ? progress.due() : time.now());
            } else {
                boolean removed = store.remove(shard, before.process(), before.name(), before.version());
                inFlight.remove(firing);
                if (!removed) {
                    looks.add(firing.shard(), time.now());
                }
            }
        } catch (UnavailableException e) {
            if (ownsShardOf(firing)) {
                unsettled.add(() -> write(firing, next));
            } else {
                inFlight.remove(firing);
            }
        }
    }

    private void done(Firing firing, Instant look) {
        inFlight.remove(firing);
        looks.add(firing.shard(), look);
    }

    private boolean ownsShardOf(Firing firing) {
        return ownership.owns(firing.shard().capability(), firing.shard().number());
    }
}
