package io.meshee.core.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** An activation's hold on its stored state. Used by the holder of the process's token. */
public final class OpenState {

    /** Replies that are kept: enough for the retries of as many callers at once. */
    static final int KEPT_REPLIES = 64;

    private final long generation;
    private final Map<String, byte[]> replies;
    private byte[] saved;

    OpenState(long generation, byte[] saved, Map<String, byte[]> replies) {
        this.generation = generation;
        this.saved = saved;
        this.replies = new LinkedHashMap<>(replies);
    }

    long generation() {
        return generation;
    }

    byte[] saved() {
        return saved;
    }

    void saved(byte[] bytes) {
        saved = bytes;
    }

    Map<String, byte[]> replies() {
        return replies;
    }

    /** The encoded reply that the key got before; {@code null} if none. */
    public byte[] reply(String idempotencyKey) {
        return replies.get(idempotencyKey);
    }

    /** Keeps a reply, with the next save, and forgets the oldest over the limit. */
    public void remember(String idempotencyKey, byte[] reply) {
        replies.put(idempotencyKey, reply);
        Iterator<String> oldest = replies.keySet().iterator();
        while (replies.size() > KEPT_REPLIES) {
            oldest.next();
            oldest.remove();
        }
    }
}
