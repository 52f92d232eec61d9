package io.meshee.core.reminder;

import io.meshee.api.CalendarSchedule;
import io.meshee.api.PendingReminder;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reminder;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.process.Reminders;
import io.meshee.core.shard.Shard;
import io.meshee.core.shard.ShardHash;
import io.meshee.core.time.TimeSource;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets, cancels and lists reminders on behalf of their processes. */
final class ReminderBook implements Reminders {

    /** The most reminders of one process. */
    static final int MOST = 100;

    private final ReminderStore store;
    private final int shards;
    private final SerialPayloadCodec codec;
    private final TimeSource time;
    private final DueShards looks;
    private final InFlight inFlight;

    ReminderBook(
            ReminderStore store,
            int shards,
            SerialPayloadCodec codec,
            TimeSource time,
            DueShards looks,
            InFlight inFlight) {
        this.store = store;
        this.shards = shards;
        this.codec = codec;
        this.time = time;
        this.looks = looks;
        this.inFlight = inFlight;
    }

    @Override
    public void set(ProcessKey process, Reminder reminder) {
        if (reminder == null) {
            throw Errors.reminder(process, "it must not be null");
        }
        Shard shard = shardOf(process);
        Content content = content(process, reminder);
        try {
            boolean done = false;
            while (!done) {
                List<Entry> present = store.of(shard.number(), process);
                Optional<Entry> replaced = find(present, reminder.name());
                if (replaced.isEmpty() && present.size() >= MOST) {
                    throw Errors.tooManyReminders(process, MOST);
                }
                Entry next = new Entry(process, reminder.name(), Versions.next(), content.time(), content.encode());
                done = store.put(
                        shard.number(), next, replaced.map(Entry::version).orElse(ReminderStore.NONE));
            }
        } catch (UnavailableException e) {
            throw Errors.reminderUnknown(process, reminder.name(), e);
        }
        withdraw(shard, process, reminder.name());
        looks.add(shard, content.time());
    }

    @Override
    public boolean cancel(ProcessKey process, String name) {
        try {
            return cancel(shardOf(process), process, name);
        } catch (UnavailableException e) {
            throw Errors.reminderUnknown(process, name, e);
        }
    }

    @Override
    public List<PendingReminder> of(ProcessKey process) {
        try {
            List<PendingReminder> all = new ArrayList<>();
            for (Entry entry : store.of(shardOf(process).number(), process)) {
                Content content = Content.decode(entry.content());
                all.add(new PendingReminder(
                        entry.name(), content.schedule(), content.catchUp(), content.time(), content.attempts()));
            }
            return all;
        } catch (UnavailableException | MalformedException e) {
            throw Errors.remindersUnread(process, e);
        }
    }

    @Override
    public void forget(ProcessKey process) throws UnavailableException {
        Shard shard = shardOf(process);
        for (Entry entry : store.of(shard.number(), process)) {
            cancel(shard, process, entry.name());
        }
    }

    private boolean cancel(Shard shard, ProcessKey process, String name) throws UnavailableException {
        Optional<Entry> present = find(store.of(shard.number(), process), name);
        while (present.isPresent()
                && !store.remove(shard.number(), process, name, present.get().version())) {
            present = find(store.of(shard.number(), process), name);
        }
        withdraw(shard, process, name);
        return present.isPresent();
    }

    private Content content(ProcessKey process, Reminder reminder) {
        Instant first;
        try {
            Times times = Times.of(reminder.schedule());
            first = times.first(isCalendar(reminder) ? time.now() : Instant.EPOCH)
                    .orElseThrow(() -> new IllegalArgumentException("it has no time in the future"));
        } catch (IllegalArgumentException e) {
            throw Errors.reminder(process, "\"" + reminder.name() + "\": " + e.getMessage());
        }
        try {
            return new Content(
                    Versions.next(),
                    reminder.schedule(),
                    reminder.catchUp(),
                    first,
                    0,
                    codec.encode(reminder.payload()));
        } catch (CodecException e) {
            throw Errors.payload("the payload of reminder \"" + reminder.name() + "\"", process, e.getMessage());
        }
    }

    private static boolean isCalendar(Reminder reminder) {
        return reminder.schedule() instanceof CalendarSchedule;
    }

    /** What it was fired for, and is not needed any more, is not to begin. */
    private void withdraw(Shard shard, ProcessKey process, String name) {
        Firing firing = inFlight.find(shard, process, name);
        if (firing != null && firing.withdraw()) {
            inFlight.remove(firing);
        }
    }

    private Shard shardOf(ProcessKey process) {
        return new Shard(process.capability(), ShardHash.shardOf(process.id(), shards));
    }

    private static Optional<Entry> find(List<Entry> entries, String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
