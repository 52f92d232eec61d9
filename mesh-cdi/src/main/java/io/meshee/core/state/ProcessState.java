package io.meshee.core.state;

import io.meshee.api.ProcessKey;
import io.meshee.core.codec.CodecException;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** One activation's hold on the stored state of its process. Used by the holder of the process's token. */
public final class ProcessState {

    /** Replies that are kept: enough for the retries of as many callers at once. */
    private static final int KEPT_REPLIES = 64;

    private final StateKeeper keeper;
    private final ProcessKey process;
    private final StateShape shape;
    private final Object target;
    private final long generation;
    private final Map<String, byte[]> replies;
    private byte[] saved;

    ProcessState(
            StateKeeper keeper,
            ProcessKey process,
            StateShape shape,
            Object target,
            long generation,
            byte[] saved,
            Map<String, byte[]> replies) {
        this.keeper = keeper;
        this.process = process;
        this.shape = shape;
        this.target = target;
        this.generation = generation;
        this.saved = saved;
        this.replies = new LinkedHashMap<>(replies);
    }

    /** Whether the key has got its answer before. */
    public boolean hasAnswer(String idempotencyKey) {
        return replies.containsKey(idempotencyKey);
    }

    /** What the key got before. */
    public Answer answer(String idempotencyKey) throws CodecException {
        return keeper.decode(replies.get(idempotencyKey));
    }

    /** Keeps an answer, with the next save, and forgets the oldest over the limit. */
    public void remember(String idempotencyKey, Answer answer) throws CodecException {
        replies.put(idempotencyKey, keeper.encode(answer));
        Iterator<String> oldest = replies.keySet().iterator();
        while (replies.size() > KEPT_REPLIES) {
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * Saves the state as it is now, unless what is stored is the same.
     *
     * @throws CodecException if it cannot be encoded; nothing was written
     * @throws StaleException if a newer activation has opened it; nothing was written
     * @throws UnavailableException if it is not known to be written
     */
    public void save() throws CodecException, StaleException, UnavailableException {
        saved = keeper.save(process, generation, shape, target, replies, saved);
    }
}
