package io.meshee.core.reminder;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store of somebody else's may throw anything; that leaves open what it has done. */
record GuardedStore(ReminderStore store) implements ReminderStore {

    @FunctionalInterface
    private interface Action<T> {
        T run() throws UnavailableException;
    }

    @Override
    public List<Entry> of(int shard, ProcessKey process) throws UnavailableException {
        return guarded(() -> store.of(shard, process));
    }

    @Override
    public boolean put(int shard, Entry entry, long expected) throws UnavailableException {
        return guarded(() -> store.put(shard, entry, expected));
    }

    @Override
    public boolean remove(int shard, ProcessKey process, String name, long expected) throws UnavailableException {
        return guarded(() -> store.remove(shard, process, name, expected));
    }

    @Override
    public Page due(String capability, int shard, Instant time, int limit) throws UnavailableException {
        return guarded(() -> store.due(capability, shard, time, limit));
    }

    @Override
    public Map<Integer, Instant> earliest(String capability, Collection<Integer> shards) throws UnavailableException {
        return guarded(() -> store.earliest(capability, shards));
    }

    private static <T> T guarded(Action<T> action) throws UnavailableException {
        try {
            return action.run();
        } catch (RuntimeException e) {
            throw new UnavailableException("the store failed: " + e, e);
        }
    }
}
