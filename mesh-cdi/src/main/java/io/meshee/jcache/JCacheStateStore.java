package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.state.Generations;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.StateStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    private static final Logger LOG = System.getLogger(JCacheStateStore.class.getName());

    /** Of what comes out of a tombstone. Anything else lives on anyway, and to say so costs as much as the write itself. */
    private static final ExpiryPolicy FOR_EVER = new ModifiedExpiryPolicy(Duration.ETERNAL);

    /** How often what may not be backed up is written; two fail only where members go one after the other. */
    private static final int ATTEMPTS = 4;

    private final Cache<String, byte[]> states;
    private final CompareAndSet compareAndSet;
    private final ExpiryPolicy tombstone;
    private final Clock clock;

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

    /** What an entry says beside its generation. */
    private enum Kind {
        /** Opened, and never saved. */
        FRESH,
        SAVED,
        TOMBSTONE
    }

    private record Entry(Kind kind, long generation, byte[] state) {

        static Entry of(long generation, Optional<byte[]> state) {
            return new Entry(state.isPresent() ? Kind.SAVED : Kind.FRESH, generation, state.orElse(null));
        }

        static Entry tombstone(long generation) {
            return new Entry(Kind.TOMBSTONE, generation, null);
        }

        byte[] encode() {
            WireWriter out = new WireWriter().writeByte(kind.ordinal()).writeVarint(generation);
            return (kind == Kind.SAVED ? out.writeBytes(state) : out).toByteArray();
        }

        Entry raised() {
            return of(generation + 1, Optional.ofNullable(state));
        }

        static Entry decode(byte[] bytes) throws UnavailableException {
            try {
                WireReader in = new WireReader(bytes);
                int kind = in.readByte();
                if (kind < 0 || kind >= Kind.values().length) {
                    throw new MalformedException("no entry of kind " + kind);
                }
                long generation = in.readVarint();
                byte[] state = kind == Kind.SAVED.ordinal() ? in.readBytes() : null;
                in.requireEnd();
                return new Entry(Kind.values()[kind], generation, state);
            } catch (MalformedException e) {
                throw new UnavailableException("the entry is damaged: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public boolean isInGrid() {
        return true;
    }

    @Override
    public Opened open(ProcessKey process) throws UnavailableException {
        String key = key(process);
        return sure(() -> {
            while (true) {
                byte[] bytes = states.get(key);
                Entry before = bytes == null ? null : Entry.decode(bytes);
                Entry raised = before == null ? Entry.of(Generations.first(clock), Optional.empty()) : before.raised();
                if (replace(key, before, raised)) {
                    return new Opened(raised.generation(), Optional.ofNullable(raised.state()));
                }
            }
        });
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException {
        put(process, Entry.of(generation, Optional.of(state)));
    }

    @Override
    public void write(ProcessKey process, long generation, Optional<byte[]> before, byte[] state)
            throws StaleException, UnavailableException {
        Entry next = Entry.of(generation, Optional.of(state));
        try {
            if (replace(key(process), Entry.of(generation, before), next)) {
                return;
            }
        } catch (UnsureException e) {
            LOG.log(Level.DEBUG, () -> "the state of " + process + " is written once more: " + e.getMessage());
        } catch (RuntimeException e) {
            throw failed(e);
        }
        put(process, next);
    }

    @Override
    public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
        put(process, Entry.tombstone(generation));
    }

    private void put(ProcessKey process, Entry next) throws StaleException, UnavailableException {
        String key = key(process);
        Optional<StaleException> stale = sure(() -> {
            while (true) {
                byte[] bytes = states.get(key);
                Entry before = bytes == null ? null : Entry.decode(bytes);
                if (before != null && before.generation() > next.generation()) {
                    return Optional.of(new StaleException(
                            "generation " + next.generation() + " is older than the stored " + before.generation()));
                }
                if (replace(key, before, next)) {
                    return Optional.empty();
                }
            }
        });
        if (stale.isPresent()) {
            throw stale.get();
        }
    }

    private interface Change<T> {
        T run() throws UnavailableException;
    }

    /**
     * Makes a change again, from the look at what is there on, while it is not sure to outlive a crash: what is written once
     * more is backed up once more. An opening gets another generation by that, as it must: another node may have drawn the same.
     */
    private static <T> T sure(Change<T> change) throws UnavailableException {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.run();
            } catch (UnsureException e) {
                if (attempt == ATTEMPTS) {
                    throw failed(e);
                }
            } catch (RuntimeException e) {
                throw failed(e);
            }
        }
    }

    private boolean replace(String key, Entry before, Entry next) {
        return compareAndSet.run(
                states, key, before == null ? null : before.encode(), next.encode(), life(before, next));
    }

    private ExpiryPolicy life(Entry before, Entry next) {
        if (next.kind() == Kind.TOMBSTONE) {
            return tombstone;
        }
        return before != null && before.kind() == Kind.TOMBSTONE ? FOR_EVER : null;
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
