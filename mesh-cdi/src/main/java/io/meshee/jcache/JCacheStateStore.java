package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.StateStore;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;

/**
 * States in the JCache cache {@code <mesh.name>.state}, with one synchronous backup on another node. Fences within one
 * side of a split only. What was deleted leaves its generation behind.
 */
public final class JCacheStateStore implements StateStore {

    private final Cache<String, byte[]> states;

    /** Opens the cache, or creates it. */
    public JCacheStateStore(CacheManager manager, String meshName) {
        this.states = Caches.open(manager, meshName + ".state");
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
                if (before == null
                        ? states.putIfAbsent(key, raised.encode())
                        : states.replace(key, before, raised.encode())) {
                    return new Opened(raised.generation(), raised.state());
                }
            }
        } catch (CacheException | IllegalStateException e) {
            throw new UnavailableException("the data grid failed: " + e.getMessage(), e);
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
                    throw new StaleException("generation " + next.generation() + " of " + process
                            + " is older than the stored " + present);
                }
                if (before == null
                        ? states.putIfAbsent(key, next.encode())
                        : states.replace(key, before, next.encode())) {
                    return;
                }
            }
        } catch (CacheException | IllegalStateException e) {
            throw new UnavailableException("the data grid failed: " + e.getMessage(), e);
        }
    }

    /** Lengths before parts, so that no two processes share a key whatever characters their names have. */
    private static String key(ProcessKey process) {
        return process.capability().length() + ":" + process.capability()
                + process.type().length() + ":" + process.type() + process.id();
    }
}
