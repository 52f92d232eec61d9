package io.meshee.core.reminder;

import io.meshee.api.ProcessKey;
import io.meshee.core.shard.Shard;
import io.meshee.spi.ReminderStore.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The reminders that are being fired: all that a node has of reminders in memory. */
final class InFlight {

    /** The most of them. */
    static final int CAPACITY = 1024;

    /** A reminder. */
    record Name(ProcessKey process, String name) {

        static Name of(Entry entry) {
            return new Name(entry.process(), entry.name());
        }
    }

    private final Map<Shard, Map<Name, Firing>> byShard = new HashMap<>();
    private int size;
    private int peak;

    /** Adds it, unless the reminder is being fired already. */
    synchronized boolean add(Firing firing) {
        Map<Name, Firing> ofShard = byShard.computeIfAbsent(firing.shard(), shard -> new HashMap<>());
        if (ofShard.putIfAbsent(Name.of(firing.entry()), firing) != null) {
            return false;
        }
        size++;
        peak = Math.max(peak, size);
        return true;
    }

    synchronized void remove(Firing firing) {
        Map<Name, Firing> ofShard = byShard.get(firing.shard());
        if (ofShard != null && ofShard.remove(Name.of(firing.entry()), firing)) {
            size--;
            if (ofShard.isEmpty()) {
                byShard.remove(firing.shard());
            }
        }
    }

    /** The one of that reminder; {@code null} if it is not being fired. */
    synchronized Firing find(Shard shard, ProcessKey process, String name) {
        Map<Name, Firing> ofShard = byShard.get(shard);
        return ofShard == null ? null : ofShard.get(new Name(process, name));
    }

    /** Those of a shard. */
    synchronized Set<Name> names(Shard shard) {
        Map<Name, Firing> ofShard = byShard.get(shard);
        return ofShard == null ? Set.of() : Set.copyOf(ofShard.keySet());
    }

    /** The processes that they are for. */
    synchronized Set<ProcessKey> processes() {
        return byShard.values().stream()
                .flatMap(ofShard -> ofShard.keySet().stream())
                .map(Name::process)
                .collect(Collectors.toSet());
    }

    /** How many more there may be. */
    synchronized int room() {
        return CAPACITY - size;
    }

    synchronized int size() {
        return size;
    }

    /** The most that there ever were. */
    synchronized int peak() {
        return peak;
    }

    /** Such shards of those that they are in. */
    synchronized Set<Shard> shards(Predicate<Shard> wanted) {
        return byShard.keySet().stream().filter(wanted).collect(Collectors.toSet());
    }
}
