package io.meshee.testkit;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.StateStore.UnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Reminders in this JVM, which outlive the nodes. Can be made to refuse. */
public final class InMemoryReminderStore implements ReminderStore {

    private record Bucket(String capability, int shard) {}

    private record Name(ProcessKey process, String name) {}

    private record Position(Instant due, ProcessKey process, String name) implements Comparable<Position> {

        private static final Comparator<Position> ORDER = Comparator.comparing(Position::due)
                .thenComparing(position -> position.process().type())
                .thenComparing(position -> position.process().id())
                .thenComparing(Position::name);

        static Position of(Entry entry) {
            return new Position(entry.due(), entry.process(), entry.name());
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Bucket, TreeMap<Position, Entry>> buckets = new ConcurrentHashMap<>();
    private final Map<Name, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger largestPage = new AtomicInteger();
    private final AtomicReference<Runnable> afterNextPage = new AtomicReference<>();
    private volatile Gate changesHeldAt;
    private volatile boolean down;

    /** From now on it does not answer. */
    public void goDown() {
        down = true;
    }

    /** Answers again. */
    public void comeUp() {
        down = false;
    }

    /** A node's way to the store, which ends with the node. */
    Access access() {
        return new Access();
    }

    /** One node's way to the store. */
    final class Access implements ReminderStore {

        private volatile boolean cut;

        /** Nothing of this node reaches the store any more. */
        void cut() {
            cut = true;
        }

        @Override
        public List<Entry> of(int shard, ProcessKey process) throws UnavailableException {
            requireWay();
            return InMemoryReminderStore.this.of(shard, process);
        }

        @Override
        public boolean put(int shard, Entry entry, long expected) throws UnavailableException {
            requireWay();
            return InMemoryReminderStore.this.put(shard, entry, expected);
        }

        @Override
        public boolean remove(int shard, ProcessKey process, String name, long expected) throws UnavailableException {
            requireWay();
            return InMemoryReminderStore.this.remove(shard, process, name, expected);
        }

        @Override
        public Page due(String capability, int shard, Instant time, int limit) throws UnavailableException {
            requireWay();
            return InMemoryReminderStore.this.due(capability, shard, time, limit);
        }

        @Override
        public Map<Integer, Instant> earliest(String capability, Collection<Integer> shards)
                throws UnavailableException {
            requireWay();
            return InMemoryReminderStore.this.earliest(capability, shards);
        }

        private void requireWay() throws UnavailableException {
            if (cut) {
                throw new UnavailableException("the node is dead", null);
            }
        }
    }

    /** Does something after the next page with reminders was read, and before it is given. */
    public void afterNextPage(Runnable action) {
        afterNextPage.set(action);
    }

    /** Holds every change until the gate opens. */
    public void holdChangesAt(Gate gate) {
        changesHeldAt = gate;
    }

    /** How often it was asked what is due, or when. */
    public int readings() {
        return readings.get();
    }

    /** The most reminders that it was ever asked for at once, and had. */
    public int largestPage() {
        return largestPage.get();
    }

    /** How many reminders there are. */
    public int size() {
        return entries.size();
    }

    @Override
    public List<Entry> of(int shard, ProcessKey process) throws UnavailableException {
        requireUp();
        return entries.values().stream()
                .filter(entry -> entry.process().equals(process))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    @Override
    public boolean put(int shard, Entry entry, long expected) throws UnavailableException {
        requireUp();
        return change(shard, entry.process(), entry.name(), expected, entry);
    }

    @Override
    public boolean remove(int shard, ProcessKey process, String name, long expected) throws UnavailableException {
        requireUp();
        return change(shard, process, name, expected, null);
    }

    @Override
    public Page due(String capability, int shard, Instant time, int limit) throws UnavailableException {
        requireUp();
        readings.incrementAndGet();
        Page page = read(bucket(capability, shard), time, limit);
        Runnable action = page.due().isEmpty() ? null : afterNextPage.getAndSet(null);
        if (action != null) {
            action.run();
        }
        return page;
    }

    private Page read(TreeMap<Position, Entry> bucket, Instant time, int limit) {
        synchronized (bucket) {
            List<Entry> due = bucket.values().stream()
                    .limit(limit)
                    .takeWhile(entry -> !entry.due().isAfter(time))
                    .toList();
            largestPage.accumulateAndGet(due.size(), Math::max);
            Optional<Instant> next =
                    bucket.values().stream().skip(due.size()).findFirst().map(Entry::due);
            return new Page(due, next);
        }
    }

    @Override
    public Map<Integer, Instant> earliest(String capability, Collection<Integer> shards) throws UnavailableException {
        requireUp();
        readings.incrementAndGet();
        Map<Integer, Instant> all = new HashMap<>();
        for (int shard : shards) {
            TreeMap<Position, Entry> bucket = bucket(capability, shard);
            synchronized (bucket) {
                if (!bucket.isEmpty()) {
                    all.put(shard, bucket.firstKey().due());
                }
            }
        }
        return all;
    }

    private boolean change(int shard, ProcessKey process, String name, long expected, Entry next) {
        Gate gate = changesHeldAt;
        if (gate != null) {
            gate.pass();
        }
        TreeMap<Position, Entry> bucket = bucket(process.capability(), shard);
        Name key = new Name(process, name);
        synchronized (bucket) {
            Entry present = entries.get(key);
            if ((present == null ? NONE : present.version()) != expected) {
                return false;
            }
            if (present != null) {
                bucket.remove(Position.of(present));
                entries.remove(key);
            }
            if (next != null) {
                bucket.put(Position.of(next), next);
                entries.put(key, next);
            }
            return true;
        }
    }

    private TreeMap<Position, Entry> bucket(String capability, int shard) {
        return buckets.computeIfAbsent(new Bucket(capability, shard), key -> new TreeMap<>());
    }

    private void requireUp() throws UnavailableException {
        if (down) {
            throw new UnavailableException("the store is down", null);
        }
    }
}
