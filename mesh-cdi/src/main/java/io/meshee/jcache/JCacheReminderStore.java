package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.MalformedException;
import io.meshee.jcache.DueIndex.Mark;
import io.meshee.jcache.ProcessReminders.Kept;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;

/**
 * Reminders in the JCache cache {@code <mesh.name>.reminders}: an entry for each process, which alone says what is set, and
 * an index by due time that leads to it. Fences within one side of a split only.
 */
public final class JCacheReminderStore implements ReminderStore {

    private final Cache<String, byte[]> cache;
    private final CompareAndSet compareAndSet;
    private final DueIndex index;
    private final InstantSource time;

    /**
     * Opens the cache, or creates it.
     *
     * @param configuration how to create it: it must neither evict nor expire anything
     */
    public JCacheReminderStore(
            CacheManager manager,
            String meshName,
            CompleteConfiguration<String, byte[]> configuration,
            CompareAndSet compareAndSet) {
        this(manager, meshName, configuration, compareAndSet, InstantSource.system());
    }

    JCacheReminderStore(
            CacheManager manager,
            String meshName,
            CompleteConfiguration<String, byte[]> configuration,
            CompareAndSet compareAndSet,
            InstantSource time) {
        this.cache = Caches.open(manager, meshName + ".reminders", configuration);
        this.compareAndSet = compareAndSet;
        this.index = new DueIndex(cache, compareAndSet, time);
        this.time = time;
    }

    @Override
    public List<Entry> of(int shard, ProcessKey process) throws UnavailableException {
        return guarded(() -> read(process).entries());
    }

    @Override
    public boolean put(int shard, Entry entry, long expected) throws UnavailableException {
        return guarded(() -> {
            if (read(entry.process()).version(entry.name()) != expected) {
                return false;
            }
            Kept next = new Kept(entry, index.windowOf(entry));
            index.add(shard, entry, next.window());
            if (!change(shard, entry.process(), entry.name(), expected, next)) {
                unmark(shard, next);
                return false;
            }
            while (!index.leadsTo(shard, entry, next.window())) {
                index.add(shard, entry, next.window());
            }
            return true;
        });
    }

    @Override
    public boolean remove(int shard, ProcessKey process, String name, long expected) throws UnavailableException {
        return guarded(() -> change(shard, process, name, expected, null));
    }

    @Override
    public Page due(String capability, int shard, Instant until, int limit) throws UnavailableException {
        return guarded(() -> {
            List<Entry> due = new ArrayList<>();
            List<Long> empty = new ArrayList<>();
            Optional<Instant> next = Optional.empty();
            for (long window : index.windows(capability, shard)) {
                Instant begin = DueIndex.begin(window);
                if (begin.isAfter(until)) {
                    next = Optional.of(begin);
                    break;
                }
                SortedSet<Mark> marks = index.marks(capability, shard, window);
                if (marks.isEmpty()) {
                    empty.add(window);
                }
                next = take(capability, shard, window, marks, until, limit, due);
                if (next.isPresent()) {
                    break;
                }
            }
            index.closeOld(capability, shard, empty);
            return new Page(due, next);
        });
    }

    @Override
    public Map<Integer, Instant> earliest(String capability, Collection<Integer> shards) throws UnavailableException {
        return guarded(() -> {
            Map<Integer, Instant> all = new HashMap<>();
            index.firstWindows(capability, shards).forEach((shard, window) -> all.put(shard, DueIndex.begin(window)));
            return all;
        });
    }

    /**
     * Adds what the marks lead to and is due, up to the limit; gives when the first mark is due that was not followed.
     * Marks that have led nowhere for a while are taken away.
     */
    private Optional<Instant> take(
            String capability, int shard, long window, SortedSet<Mark> marks, Instant until, int limit, List<Entry> due)
            throws MalformedException {
        Deque<Mark> open = new ArrayDeque<>(marks);
        List<Mark> stray = new ArrayList<>();
        while (due.size() < limit && isDue(open.peek(), until)) {
            List<Mark> followed = new ArrayList<>();
            while (followed.size() < limit - due.size() && isDue(open.peek(), until)) {
                followed.add(open.remove());
            }
            stray.addAll(follow(capability, followed, due));
        }
        if (!stray.isEmpty()) {
            index.remove(capability, shard, window, stray);
        }
        return Optional.ofNullable(open.peek()).map(mark -> Instant.ofEpochMilli(mark.due()));
    }

    private static boolean isDue(Mark mark, Instant until) {
        return mark != null && mark.due() <= until.toEpochMilli();
    }

    /** Adds the entries that the marks lead to, and gives the marks that have led nowhere for long enough. */
    private List<Mark> follow(String capability, List<Mark> marks, List<Entry> due) throws MalformedException {
        Map<String, byte[]> processes = cache.getAll(marks.stream()
                .map(mark -> ReminderKeys.process(mark.process(capability)))
                .collect(Collectors.toSet()));
        long old = time.instant().minus(DueIndex.GRACE).toEpochMilli();
        List<Mark> stray = new ArrayList<>();
        for (Mark mark : marks) {
            ProcessKey process = mark.process(capability);
            Kept kept = ProcessReminders.decode(process, processes.get(ReminderKeys.process(process)))
                    .byName()
                    .get(mark.name());
            if (kept != null && kept.entry().version() == mark.version()) {
                due.add(kept.entry());
            } else if (mark.made() < old) {
                stray.add(mark);
            }
        }
        return stray;
    }

    private boolean change(int shard, ProcessKey process, String name, long expected, Kept next)
            throws MalformedException {
        String key = ReminderKeys.process(process);
        while (true) {
            byte[] before = cache.get(key);
            ProcessReminders present = ProcessReminders.decode(process, before);
            if (present.version(name) != expected) {
                return false;
            }
            ProcessReminders after = present.with(name, next);
            if (before == null && next == null || replace(key, before, after)) {
                Kept replaced = present.byName().get(name);
                if (replaced != null) {
                    unmark(shard, replaced);
                }
                return true;
            }
        }
    }

    private boolean replace(String key, byte[] before, ProcessReminders after) {
        return compareAndSet.run(cache, key, before, after.byName().isEmpty() ? null : after.encode(), null);
    }

    private void unmark(int shard, Kept gone) throws MalformedException {
        Entry entry = gone.entry();
        index.remove(entry.process().capability(), shard, gone.window(), List.of(DueIndex.mark(entry, 0)));
    }

    private ProcessReminders read(ProcessKey process) throws MalformedException {
        return ProcessReminders.decode(process, cache.get(ReminderKeys.process(process)));
    }

    @FunctionalInterface
    private interface Action<T> {
        T run() throws MalformedException;
    }

    /** The grid's own exceptions, an indeterminate write among them, need be none of JCache's. */
    private static <T> T guarded(Action<T> action) throws UnavailableException {
        try {
            return action.run();
        } catch (MalformedException e) {
            throw new UnavailableException("an entry is damaged: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new UnavailableException("the data grid failed: " + e, e);
        }
    }
}
