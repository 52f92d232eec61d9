package io.meshee.jcache;

import io.meshee.api.ProcessKey;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.ReminderStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.cache.Cache;

/**
 * Leads from a shard to its reminders in the order in which they are due: the shard's list of one-minute windows, and for
 * each window the marks of what is due within it. A mark names a reminder in one version. It is made before that version
 * is written and taken away after it was replaced, so a mark may lead nowhere, but no reminder is without one.
 */
final class DueIndex {

    private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

    /** A mark that leads nowhere may be that of a write under way, and stays for this long. */
    static final Duration GRACE = Duration.ofMinutes(1);

    /** What is past goes into the present window or one about as old; older ones are closed once they are empty. */
    private static final Duration OPEN_PAST = Duration.ofMinutes(3);

    private final Cache<String, byte[]> cache;
    private final CompareAndSet compareAndSet;
    private final InstantSource time;

    DueIndex(Cache<String, byte[]> cache, CompareAndSet compareAndSet, InstantSource time) {
        this.cache = cache;
        this.compareAndSet = compareAndSet;
        this.time = time;
    }

    /** One version of one reminder; {@code made} is when the mark was made, in milliseconds. */
    record Mark(long due, String type, String id, String name, long version, long made) {

        static final Comparator<Mark> ORDER = Comparator.comparingLong(Mark::due)
                .thenComparing(Mark::type)
                .thenComparing(Mark::id)
                .thenComparing(Mark::name)
                .thenComparingLong(Mark::version);

        ProcessKey process(String capability) {
            return new ProcessKey(capability, type, id);
        }
    }

    static Instant begin(long window) {
        return Instant.ofEpochMilli(window * WINDOW_MILLIS);
    }

    /** Where the mark of an entry is put. */
    long windowOf(Entry entry) {
        long oldest = time.instant().minus(GRACE).toEpochMilli();
        return Math.floorDiv(Math.max(entry.due().toEpochMilli(), oldest), WINDOW_MILLIS);
    }

    void add(int shard, Entry entry, long window) throws MalformedException {
        String capability = entry.process().capability();
        change(ReminderKeys.windows(capability, shard), DueIndex::windows, DueIndex::encodeWindows, all -> {
            all.add(window);
            return all;
        });
        Mark mark = mark(entry, time.millis());
        change(ReminderKeys.window(capability, shard, window), DueIndex::marks, DueIndex::encodeMarks, all -> {
            all.add(mark);
            return all;
        });
    }

    /** Whether the index leads to the entry. */
    boolean leadsTo(int shard, Entry entry, long window) throws MalformedException {
        String capability = entry.process().capability();
        return windows(capability, shard).contains(window)
                && marks(capability, shard, window).contains(mark(entry, 0));
    }

    void remove(String capability, int shard, long window, Collection<Mark> gone) throws MalformedException {
        change(ReminderKeys.window(capability, shard, window), DueIndex::marks, DueIndex::encodeMarks, all -> {
            gone.forEach(all::remove); // not removeAll, which may ask the other collection, by equals
            return all;
        });
    }

    /** The windows of a shard that are not known to be empty, the earliest first. */
    SortedSet<Long> windows(String capability, int shard) throws MalformedException {
        return windows(cache.get(ReminderKeys.windows(capability, shard)));
    }

    /** The first window of each shard that has any. */
    Map<Integer, Long> firstWindows(String capability, Collection<Integer> shards) throws MalformedException {
        Map<String, Integer> keys = shards.stream()
                .collect(Collectors.toMap(shard -> ReminderKeys.windows(capability, shard), shard -> shard));
        Map<Integer, Long> first = new HashMap<>();
        for (Map.Entry<String, byte[]> found : cache.getAll(keys.keySet()).entrySet()) {
            SortedSet<Long> windows = windows(found.getValue());
            if (!windows.isEmpty()) {
                first.put(keys.get(found.getKey()), windows.first());
            }
        }
        return first;
    }

    /** The marks of a window, by due time. */
    SortedSet<Mark> marks(String capability, int shard, long window) throws MalformedException {
        return marks(cache.get(ReminderKeys.window(capability, shard, window)));
    }

    /**
     * Takes empty windows out of the shard's list, if they are so old that nothing new comes into them. One into which
     * something came all the same, from a node whose clock is far behind, is put back.
     */
    void closeOld(String capability, int shard, Collection<Long> empty) throws MalformedException {
        long oldest = Math.floorDiv(time.instant().minus(OPEN_PAST).toEpochMilli(), WINDOW_MILLIS);
        List<Long> old = empty.stream().filter(window -> window < oldest).toList();
        if (old.isEmpty()) {
            return;
        }
        String key = ReminderKeys.windows(capability, shard);
        change(key, DueIndex::windows, DueIndex::encodeWindows, all -> {
            all.removeAll(old);
            return all;
        });
        for (long window : old) {
            if (!marks(capability, shard, window).isEmpty()) {
                change(key, DueIndex::windows, DueIndex::encodeWindows, all -> {
                    all.add(window);
                    return all;
                });
            }
        }
    }

    /** The mark of an entry. When it was made does not tell two marks apart. */
    static Mark mark(Entry entry, long made) {
        return new Mark(
                entry.due().toEpochMilli(),
                entry.process().type(),
                entry.process().id(),
                entry.name(),
                entry.version(),
                made);
    }

    @FunctionalInterface
    private interface Decoder<T> {
        T decode(byte[] bytes) throws MalformedException;
    }

    @FunctionalInterface
    private interface Encoder<T> {
        byte[] encode(T value);
    }

    /** Changes an entry by compare-and-set; one that becomes empty is removed. */
    private <T extends Collection<?>> void change(
            String key, Decoder<T> decoder, Encoder<T> encoder, UnaryOperator<T> change) throws MalformedException {
        while (true) {
            byte[] before = cache.get(key);
            T next = change.apply(decoder.decode(before));
            byte[] after = next.isEmpty() ? null : encoder.encode(next);
            if (Arrays.equals(before, after) || compareAndSet.run(cache, key, before, after, null)) {
                return;
            }
        }
    }

    private static SortedSet<Long> windows(byte[] bytes) throws MalformedException {
        SortedSet<Long> all = new TreeSet<>();
        if (bytes != null) {
            WireReader in = new WireReader(bytes);
            for (int left = in.readCount(); left > 0; left--) {
                all.add(in.readLong());
            }
            in.requireEnd();
        }
        return all;
    }

    private static byte[] encodeWindows(SortedSet<Long> windows) {
        WireWriter out = new WireWriter().writeVarint(windows.size());
        windows.forEach(out::writeLong);
        return out.toByteArray();
    }

    private static SortedSet<Mark> marks(byte[] bytes) throws MalformedException {
        SortedSet<Mark> all = new TreeSet<>(Mark.ORDER);
        if (bytes != null) {
            WireReader in = new WireReader(bytes);
            for (int left = in.readCount(); left > 0; left--) {
                all.add(new Mark(
                        in.readLong(),
                        in.readString(),
                        in.readString(),
                        in.readString(),
                        in.readLong(),
                        in.readLong()));
            }
            in.requireEnd();
        }
        return all;
    }

    private static byte[] encodeMarks(SortedSet<Mark> marks) {
        WireWriter out = new WireWriter(64 + 64 * marks.size()).writeVarint(marks.size());
        marks.forEach(mark -> out.writeLong(mark.due())
                .writeString(mark.type())
                .writeString(mark.id())
                .writeString(mark.name())
                .writeLong(mark.version())
                .writeLong(mark.made()));
        return out.toByteArray();
    }
}
