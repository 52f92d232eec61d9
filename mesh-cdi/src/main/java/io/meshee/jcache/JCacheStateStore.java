package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.StateStore;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;

/**
 * States in the JCache cache {@code <mesh.name>.state}. Fences within one side of a split only. What was deleted leaves
 * its generation behind.
 */
public final class JCacheStateStore implements StateStore {

    private final Cache<String, byte[]> states;

    /**
     * Opens the cache, or creates it.
     *
     * @param configuration how to create it: it must neither evict nor expire anything
     */
    public JCacheStateStore(
            CacheManager manager, String meshName, CompleteConfiguration<String, byte[]> configuration) {
        this.states = Caches.open(manager, meshName + ".state", configuration);
    }

    private record Entry(long generation, Optional<byte[]> state) {

        byte[] encode() {
            return new WireWriter()
                    .writeVarint(generation)
                    .writeOptionalBytes(state.orElse(null))
                    .toByteArray();
        }

        static Entry decode(byte[] bytes) throws UnavailableException {
            try {
                WireReader in = new WireReader(bytes);
                Entry entry = new Entry(in.readVarint(), Optional.ofNullable(in.readOptionalBytes()));
                in.requireEnd();
                return entry;
            } catch (MalformedException e) {
                throw new UnavailableException("the entry is damaged: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public Opened open(ProcessKey process) throws UnavailableException {
        String key = key(process);
        try {
            while (true) {
                byte[] before = states.get(key);
                Entry entry = before == null ? new Entry(0, Optional.empty()) : Entry.decode(before);
                Entry raised = new Entry(entry.generation() + 1, entry.state());
                if (replace(key, before, raised)) {
                    return new Opened(raised.generation(), raised.state());
                }
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException {
        put(process, new Entry(generation, Optional.of(state)));
    }

    @Override
    public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
        put(process, new Entry(generation, Optional.empty()));
    }

    private void put(ProcessKey process, Entry next) throws StaleException, UnavailableException {
        String key = key(process);
        try {
            while (true) {
                byte[] before = states.get(key);
                long present = before == null ? 0 : Entry.decode(before).generation();
                if (present > next.generation()) {
                    throw new StaleException(
                            "generation " + next.generation() + " is older than the stored " + present);
                }
                if (replace(key, before, next)) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private boolean replace(String key, byte[] before, Entry next) {
        return before == null ? states.putIfAbsent(key, next.encode()) : states.replace(key, before, next.encode());
    }

    /** The grid's own exceptions, an indeterminate write among them, need be none of JCache's. */
    private static UnavailableException failed(RuntimeException e) {
        return new UnavailableException("the data grid failed: " + e, e);
    }

    /** Lengths before parts, so that no two processes share a key whatever characters their names have. */
    private static String key(ProcessKey process) {
        return process.capability().length() + ":" + process.capability()
                + process.type().length() + ":" + process.type() + process.id();
    }
}
