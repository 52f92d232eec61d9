package io.meshee.ejb.persistence;

import io.meshee.spi.ReminderStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;

/** One reminder. Changed by queries that look at the version, never through an instance. */
@Entity(name = "MeshReminder")
@Table(name = "MESH_REMINDER")
class ReminderRow {

    @Id
    @Column(name = "REMINDER_KEY")
    private String key;

    @Column(name = "PROCESS_KEY")
    private String processKey;

    @Column(name = "CAPABILITY_KEY")
    private String capabilityKey;

    @Column(name = "MESH")
    private String mesh;

    /** For people. */
    @Column(name = "REMINDER")
    private String reminder;

    @Column(name = "SHARD")
    private int shard;

    @Column(name = "VERSION")
    private long version;

    /** Milliseconds since 1970. */
    @Column(name = "DUE")
    private long due;

    @Lob
    @Column(name = "CONTENT")
    private byte[] content;

    /** For the persistence provider. */
    protected ReminderRow() {}

    ReminderRow(String mesh, int shard, ReminderStore.Entry entry) {
        RowKey process = new RowKey(mesh, entry.process());
        this.key = process.reminder(entry.name());
        this.processKey = process.digest();
        this.capabilityKey = RowKey.capability(mesh, entry.process().capability());
        this.mesh = mesh;
        this.reminder = process.readable(entry.name());
        this.shard = shard;
        this.version = entry.version();
        this.due = entry.due().toEpochMilli();
        this.content = StoredReminder.encode(entry);
    }

    ReminderStore.Entry entry() {
        return StoredReminder.decode(content, version, Instant.ofEpochMilli(due));
    }
}
