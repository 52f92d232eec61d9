package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.state.Generations;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.StateStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;

/**
 * States in the JCache cache {@code <mesh.name>.state}. Fences within one side of a split only. What was deleted leaves
 * its generation behind for a while.
 */
public final class JCacheStateStore implements StateStore {

    /** What lives on; said at each update, for an entry may come out of a tombstone. */
    private static final ExpiryPolicy FOR_EVER = new ModifiedExpiryPolicy(Duration.ETERNAL);

    private final Cache<String, byte[]> states;
    private final CompareAndSet compareAndSet;
    private final ExpiryPolicy tombstone;
    private final Clock clock;

    /** What JCache has no word for: an entry's change, if it is still as it was, together with its life. */
    @FunctionalInterface
    public interface CompareAndSet {

        /**
         * Changes the entry, or makes it.
         *
         * @param before {@code null} if there is to be none
         * @return whether it was as said, and was changed
         */
        boolean run(Cache<String, byte[]> cache, String key, byte[] before, byte[] after, ExpiryPolicy life);
    }

    /**
     * Opens the cache, or creates it.
     *
     * @param configuration how to create it: it must neither evict nor expire anything by itself
     * @param tombstoneLife how long what was deleted leaves its generation behind
     */
    public JCacheStateStore(
            CacheManager manager,
            String meshName,
            CompleteConfiguration<String, byte[]> configuration,
            CompareAndSet compareAndSet,
            java.time.Duration tombstoneLife,
            Clock clock) {
        this.states = Caches.open(manager, meshName + ".state", configuration);
        this.compareAndSet = compareAndSet;
        this.tombstone = new ModifiedExpiryPolicy(new Duration(TimeUnit.MILLISECONDS, tombstoneLife.toMillis()));
        this.clock = clock;
    }

    private record Entry(long generation, Optional<byte[]> state) {

        byte[] encode() {
            return new WireWriter()
                    .writeVarint(generation)
                    .writeOptionalBytes(state.orElse(null))
                    .toByteArray();
        }

        Entry raised() {
            return new Entry(generation + 1, state);
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
                Entry raised = before == null
                        ? new Entry(Generations.first(clock), Optional.empty())
                        : Entry.decode(before).raised();
                if (replace(key, before, raised, FOR_EVER)) {
                    return new Opened(raised.generation(), raised.state());
                }
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException {
        put(process, new Entry(generation, Optional.of(state)), FOR_EVER);
    }

    @Override
    public void write(ProcessKey process, long generation, Optional<byte[]> before, byte[] state)
            throws StaleException, UnavailableException {
        Entry believed = new Entry(generation, before);
        Entry next = new Entry(generation, Optional.of(state));
        try {
            if (replace(key(process), believed.encode(), next, FOR_EVER)) {
                return;
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        put(process, next, FOR_EVER);
    }

    @Override
    public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
        put(process, new Entry(generation, Optional.empty()), tombstone);
    }

    private void put(ProcessKey process, Entry next, ExpiryPolicy life) throws StaleException, UnavailableException {
        String key = key(process);
        try {
            while (true) {
                byte[] before = states.get(key);
                long present = before == null ? 0 : Entry.decode(before).generation();
                if (present > next.generation()) {
                    throw new StaleException(
                            "generation " + next.generation() + " is older than the stored " + present);
                }
                if (replace(key, before, next, life)) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private boolean replace(String key, byte[] before, Entry next, ExpiryPolicy life) {
        return compareAndSet.run(states, key, before, next.encode(), life);
    }

    /** The grid's own exceptions, an indeterminate write among them, need be none of JCache's. */
    private static UnavailableException failed(RuntimeException e) {
        return new UnavailableException("the data grid failed: " + e, e);
    }

    /** Lengths before parts, so that no two processes share a key whatever characters their names have. */
    private static String key(ProcessKey process) {
        return encodable(process.capability().length() + ":" + process.capability()
                + process.type().length() + ":" + process.type() + process.id());
    }

    /** The grid sends keys as UTF-8, in which all halves of surrogate pairs become one character. */
    private static String encodable(String names) {
        StringBuilder encodable = new StringBuilder(names.length());
        names.codePoints().forEach(point -> {
            if (point == '\\' || point <= Character.MAX_VALUE && Character.isSurrogate((char) point)) {
                encodable.append('\\').append(point).append(';');
            } else {
                encodable.appendCodePoint(point);
            }
        });
        return encodable.toString();
    }
}
