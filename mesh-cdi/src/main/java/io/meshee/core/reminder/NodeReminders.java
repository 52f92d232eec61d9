package io.meshee.core.reminder;

import io.meshee.api.ProcessKey;
import io.meshee.core.Recurring;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.process.Reminders;
import io.meshee.core.process.WorkerPool;
import io.meshee.core.shard.Shard;
import io.meshee.core.time.TimeSource;
import io.meshee.spi.ReminderStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The reminders of one node: puts their parts together, and runs them on a thread of their own, since they wait for a store. */
public final class NodeReminders implements AutoCloseable {

    private static final long TICK_MILLIS = 50;

    private final ReminderStore store;
    private final Ownership ownership;
    private final SerialPayloadCodec codec;
    private final TimeSource time;
    private final DueShards looks = new DueShards();
    private final InFlight inFlight = new InFlight();
    private final Settlement settlement;
    private final ReminderBook book;
    private final ScheduledExecutorService thread;
    private volatile Runnable tick = () -> {};

    /**
     * Nothing is fired yet.
     *
     * @param shards how many there are
     * @param pool writes down what became of reminders
     */
    public NodeReminders(
            ReminderStore store,
            Ownership ownership,
            int shards,
            SerialPayloadCodec codec,
            TimeSource time,
            WorkerPool pool,
            ThreadFactory threads) {
        this.store = new GuardedStore(store);
        this.ownership = ownership;
        this.codec = codec;
        this.time = time;
        this.settlement = new Settlement(this.store, ownership, time, pool, looks, inFlight);
        this.book = new ReminderBook(this.store, shards, codec, time, looks, inFlight);
        this.thread = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** What processes set, cancel and list reminders with. */
    public Reminders book() {
        return book;
    }

    /** Fires from now on what is due in the shards of this node. */
    public void start(String node, ProcessTable processes, AllowedTypes allowed, Duration timeout) {
        ReminderDelivery delivery = new ReminderDelivery(node, processes, codec, allowed, timeout, settlement);
        ReminderScheduler scheduler =
                new ReminderScheduler(node, store, ownership, time, looks, inFlight, settlement, delivery);
        tick = () -> Recurring.carryOn(scheduler::tick);
        thread.scheduleWithFixedDelay(tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Fires what is due now, not at the next tick; when it is complete all of that is {@link #underWay()}. */
    public Future<?> fireDue() {
        return thread.submit(tick);
    }

    /** When there is something to be done for reminders next, by the node's wall clock; empty if nothing waits. */
    public Optional<Instant> nextLook() {
        return looks.next();
    }

    /** The processes whose reminders are being fired. */
    public Set<ProcessKey> underWay() {
        return inFlight.processes();
    }

    /** The shards that this node does not own any more, and of which a reminder is being fired. */
    public Set<Shard> foreign() {
        return inFlight.shards(shard -> !ownership.owns(shard.capability(), shard.number()));
    }

    /** What became of reminders so far. */
    public ReminderCounts counts() {
        return settlement.counts();
    }

    /** Nothing is begun any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
