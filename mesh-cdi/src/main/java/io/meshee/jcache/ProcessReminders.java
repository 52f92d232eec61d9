package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The reminders of one process, by name, as they are stored: the truth about them. */
record ProcessReminders(SortedMap<String, Kept> byName) {

    private static final int FORMAT = 1;

    /** A reminder, and the window that its mark is in. */
    record Kept(Entry entry, long window) {}

    /** The version of that name; {@link ReminderStore#NONE} if there is none. */
    long version(String name) {
        Kept kept = byName.get(name);
        return kept == null ? ReminderStore.NONE : kept.entry().version();
    }

    List<Entry> entries() {
        return byName.values().stream().map(Kept::entry).toList();
    }

    byte[] encode() {
        WireWriter out = new WireWriter().writeByte(FORMAT).writeVarint(byName.size());
        for (Kept kept : byName.values()) {
            Entry entry = kept.entry();
            out.writeString(entry.name())
                    .writeLong(entry.version())
                    .writeLong(entry.due().toEpochMilli())
                    .writeBytes(entry.content())
                    .writeLong(kept.window());
        }
        return out.toByteArray();
    }

    /** Reads them; {@code null} stands for none. */
    static ProcessReminders decode(ProcessKey process, byte[] bytes) throws MalformedException {
        SortedMap<String, Kept> all = new TreeMap<>();
        if (bytes == null) {
            return new ProcessReminders(all);
        }
        WireReader in = new WireReader(bytes);
        if (in.readByte() != FORMAT) {
            throw in.malformed("another format");
        }
        for (int left = in.readCount(); left > 0; left--) {
            String name = in.readString();
            Entry entry = new Entry(process, name, in.readLong(), Instant.ofEpochMilli(in.readLong()), in.readBytes());
            all.put(name, new Kept(entry, in.readLong()));
        }
        in.requireEnd();
        return new ProcessReminders(all);
    }

    /** The same with another entry under the name, or none. */
    ProcessReminders with(String name, Kept next) {
        SortedMap<String, Kept> all = new TreeMap<>(byName);
        if (next == null) {
            all.remove(name);
        } else {
            all.put(name, next);
        }
        return new ProcessReminders(all);
    }
}
