package io.meshee.core.reminder;

import io.meshee.core.reminder.InFlight.Name;
import io.meshee.core.shard.Shard;
import io.meshee.core.time.TimeSource;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.spi.ReminderStore.Page;
import io.meshee.spi.StateStore.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Fires the reminders of the shards that this node owns. One thread looks at the shards that are due, reads what is due in
 * them in small pages, and hands it to the processes; what became of it is written on the pool.
 */
final class ReminderScheduler {

    /** The most that is read of one shard at once, besides what is being fired already. */
    static final int PAGE = 128;

    private static final Logger LOG = System.getLogger(ReminderScheduler.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a reminder is left alone that cannot be read. */
    private static final Duration UNREADABLE_PAUSE = Duration.ofMinutes(5);

    private final ReminderStore store;
    private final Ownership ownership;
    private final OwnedShards owned;
    private final ReminderDelivery delivery;
    private final TimeSource time;
    private final DueShards looks;
    private final InFlight inFlight;
    private final Settlement settlement;
    private final String node;
    private long nextSecond; // not by the wall clock, which may step back
    private boolean storeDown;

    ReminderScheduler(
            String node,
            ReminderStore store,
            Ownership ownership,
            TimeSource time,
            DueShards looks,
            InFlight inFlight,
            Settlement settlement,
            ReminderDelivery delivery) {
        this.node = node;
        this.nextSecond = time.nanoTime();
        this.store = store;
        this.ownership = ownership;
        this.owned = new OwnedShards(store, ownership, looks);
        this.time = time;
        this.looks = looks;
        this.inFlight = inFlight;
        this.settlement = settlement;
        this.delivery = delivery;
    }

    /** Fires what is due. Called by one thread, some times a second. */
    void tick() {
        Instant now = time.now();
        try {
            owned.follow();
            long moment = time.nanoTime();
            if (moment - nextSecond >= 0) {
                nextSecond = moment + PAUSE.toNanos();
                settlement.retry();
                owned.audit();
                storeDown = false;
            }
        } catch (UnavailableException e) {
            noteDown(e);
        }
        while (inFlight.room() > 0) {
            Optional<Shard> due = looks.poll(now);
            if (due.isEmpty()) {
                return;
            }
            if (ownership.owns(due.get().capability(), due.get().number())) {
                look(due.get(), now);
            }
        }
    }

    private void look(Shard shard, Instant now) {
        Set<Name> underWay = inFlight.names(shard); // before the page is read: it shows them as they were then
        int limit = Math.min(PAGE, inFlight.room()) + underWay.size();
        try {
            Page page = store.due(shard.capability(), shard.number(), now, limit);
            int begun = 0;
            for (Entry entry : page.due()) {
                if (inFlight.room() == 0) {
                    looks.add(shard, now);
                    return;
                }
                if (!underWay.contains(Name.of(entry)) && fire(shard, entry, now)) {
                    begun++;
                }
            }
            boolean stuck = begun == 0;
            page.next().ifPresent(next -> looks.add(shard, stuck && !next.isAfter(now) ? now.plus(PAUSE) : next));
        } catch (UnavailableException e) {
            noteDown(e);
            looks.add(shard, now.plus(PAUSE));
        }
    }

    /** False if it cannot be read. */
    private boolean fire(Shard shard, Entry entry, Instant now) throws UnavailableException {
        Content content;
        try {
            content = Content.decode(entry.content());
        } catch (MalformedException e) {
            putOff(shard, entry, now, e);
            return false;
        }
        Firing firing = new Firing(shard, entry, content, now, delivery.deadline(), settlement);
        if (!inFlight.add(firing)) {
            return false;
        }
        if (Progress.isMissed(content, now)) {
            settlement.missed(firing);
        } else {
            delivery.deliver(firing);
        }
        return true;
    }

    /** Of what is not in Mesh's format nothing is known but where it lies: it is kept, and looked at now and then. */
    private void putOff(Shard shard, Entry entry, Instant now, MalformedException why) throws UnavailableException {
        LOG.log(
                Level.ERROR,
                "MESH00817: reminder \"" + entry.name() + "\" of " + entry.process() + " cannot be read and is kept: "
                        + why.getMessage());
        Instant later = now.plus(UNREADABLE_PAUSE);
        store.put(
                shard.number(),
                new Entry(entry.process(), entry.name(), Versions.next(), later, entry.content()),
                entry.version());
        looks.add(shard, later);
    }

    private void noteDown(UnavailableException e) {
        if (!storeDown) {
            storeDown = true;
            LOG.log(Level.WARNING, "MESH00816: the reminder store of node " + node + " did not answer; tried again", e);
        }
    }
}
