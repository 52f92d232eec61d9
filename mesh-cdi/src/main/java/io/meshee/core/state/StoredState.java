package io.meshee.core.state;

import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies in the store for one process.
 *
 * @param number of the save: that of the one before and 1, the time of day in milliseconds if there was none. So whoever has two
 *     states of a process knows which was saved later, even if the process was forgotten and begun anew in between; the data grid
 *     looks at it when it merges after a split
 * @param state the encoded state
 * @param replies the encoded replies to the last idempotency keys, the oldest first
 */
record StoredState(long number, byte[] state, Map<String, byte[]> replies) {

    private static final int MARK = 0xD3;
    private static final int VERSION = 2;
    private static final int WITHOUT_NUMBER = 1;

    byte[] encode() {
        WireWriter out = new WireWriter(state.length + 64)
                .writeByte(MARK)
                .writeByte(VERSION)
                .writeVarint(number)
                .writeBytes(state)
                .writeVarint(replies.size());
        replies.forEach((key, reply) -> out.writeString(key).writeBytes(reply));
        return out.toByteArray();
    }

    static StoredState decode(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        long number = readNumber(in);
        byte[] state = in.readBytes();
        int count = in.readCount();
        Map<String, byte[]> replies = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            replies.put(in.readString(), in.readBytes());
        }
        in.requireEnd();
        return new StoredState(number, state, replies);
    }

    /** The number alone. */
    static long numberOf(byte[] bytes) throws MalformedException {
        return readNumber(new WireReader(bytes));
    }

    /** Whether both say the same but for their numbers. */
    static boolean isSameButForNumbers(byte[] one, byte[] other) throws MalformedException {
        int from = bodyOf(one);
        int otherFrom = bodyOf(other);
        return Arrays.equals(one, from, one.length, other, otherFrom, other.length);
    }

    private static int bodyOf(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        readNumber(in);
        return bytes.length - in.remaining();
    }

    private static long readNumber(WireReader in) throws MalformedException {
        if (in.readByte() != MARK) {
            throw in.malformed("no state");
        }
        int version = in.readByte();
        if (version == WITHOUT_NUMBER) {
            return 0;
        } else if (version != VERSION) {
            throw in.malformed("no state of version " + VERSION);
        }
        return in.readVarint();
    }
}
