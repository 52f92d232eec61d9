package io.meshee.core.reminder;

import io.meshee.api.ProcessRef;
import io.meshee.api.Reminder;
import io.meshee.core.process.Invocation;
import io.meshee.core.shard.Shard;
import io.meshee.spi.ReminderStore.Entry;
import java.time.Instant;
import java.util.Map;

/**
 * The message of a reminder to its process on this node. It never goes to another node: if the process moves before it
 * starts, the new owner fires the reminder itself.
 */
final class Firing extends Invocation {

    private final Shard shard;
    private final Entry entry;
    private final Content content;
    private final Instant firedAt;
    private final Results results;

    Firing(Shard shard, Entry entry, Content content, Instant firedAt, long deadline, Results results) {
        super(
                entry.process().capability(),
                entry.process().type(),
                entry.process().id(),
                null,
                null,
                null,
                deadline,
                Map.of(
                        Reminder.NAME_HEADER,
                        entry.name(),
                        Reminder.DUE_HEADER,
                        content.time().toString()),
                null,
                "mesh.reminder." + Long.toHexString(content.series()) + "."
                        + content.time().toEpochMilli());
        this.shard = shard;
        this.entry = entry;
        this.content = content;
        this.firedAt = firedAt;
        this.results = results;
    }

    /** It goes to its handler with that payload. */
    void begin(Object payload) {
        payload(payload);
    }

    /** Told once how it ended, on any thread, which must not be kept waiting. */
    interface Results {

        /** The handler ran, or did not; {@code failure} is {@code null} if it returned. */
        void ended(Firing firing, Throwable failure);

        /** It has not started, and its process is not here any more. */
        void returned(Firing firing);
    }

    Shard shard() {
        return shard;
    }

    Entry entry() {
        return entry;
    }

    Content content() {
        return content;
    }

    Instant firedAt() {
        return firedAt;
    }

    @Override
    public void succeed(ProcessRef process, Object value) {
        results.ended(this, null);
    }

    @Override
    public void fail(Throwable failure) {
        results.ended(this, failure);
    }

    @Override
    public void reroute() {
        results.returned(this);
    }
}
