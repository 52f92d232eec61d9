package io.meshee.core.state;

import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies in the store for one process.
 *
 * @param state the encoded state
 * @param replies the encoded replies to the last idempotency keys, the oldest first
 */
record StoredState(byte[] state, Map<String, byte[]> replies) {

    private static final int MARK = 0xD3;
    private static final int VERSION = 1;

    byte[] encode() {
        WireWriter out = new WireWriter(state.length + 64)
                .writeByte(MARK)
                .writeByte(VERSION)
                .writeBytes(state)
                .writeVarint(replies.size());
        replies.forEach((key, reply) -> out.writeString(key).writeBytes(reply));
        return out.toByteArray();
    }

    static StoredState decode(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        if (in.readByte() != MARK || in.readByte() != VERSION) {
            throw in.malformed("no state of version " + VERSION);
        }
        byte[] state = in.readBytes();
        int count = in.readCount();
        Map<String, byte[]> replies = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            replies.put(in.readString(), in.readBytes());
        }
        in.requireEnd();
        return new StoredState(state, replies);
    }
}
