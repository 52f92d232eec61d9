package io.meshee.ejb.persistence;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A reminder's names and content as bytes: unlike a text column, they hold every character, halves of surrogate pairs too. */
final class StoredReminder {

    private static final int VERSION = 1;

    private StoredReminder() {}

    static byte[] encode(Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entry.content().length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(entry.process().capability());
            out.writeUTF(entry.process().type());
            out.writeUTF(entry.process().id());
            out.writeUTF(entry.name());
            out.write(entry.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException if the bytes are none of {@link #encode} */
    static Entry decode(byte[] bytes, long version, Instant due) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IOException("no reminder of version " + VERSION);
            }
            ProcessKey process = new ProcessKey(in.readUTF(), in.readUTF(), in.readUTF());
            return new Entry(process, in.readUTF(), version, due, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a stored reminder is damaged", e);
        }
    }
}
