package io.meshee.ejb.persistence;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.StateStore.UnavailableException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reminders in the table {@code MESH_REMINDER}. Each change is one statement that looks at the version. */
final class JpaReminderStore implements ReminderStore {

    /** Above that it costs less to read the earliest of all shards, of which there are at most 65536. */
    private static final int MOST_SHARDS_BY_NAME = 500;

    private final Database database;
    private final String mesh;

    JpaReminderStore(Database database, String mesh) {
        this.database = database;
        this.mesh = mesh;
    }

    @Override
    public List<Entry> of(int shard, ProcessKey process) throws UnavailableException {
        String key = new RowKey(mesh, process).digest();
        return database.inTransaction(manager -> manager.createQuery(
                        "SELECT r FROM MeshReminder r WHERE r.processKey = :key", ReminderRow.class)
                .setParameter("key", key)
                .getResultStream()
                .map(ReminderRow::entry)
                .sorted(Comparator.comparing(Entry::name))
                .toList());
    }

    @Override
    public boolean put(int shard, Entry entry, long expected) throws UnavailableException {
        ReminderRow row = new ReminderRow(mesh, shard, entry);
        return expected == NONE ? insert(row) : replace(entry, expected);
    }

    @Override
    public boolean remove(int shard, ProcessKey process, String name, long expected) throws UnavailableException {
        String key = new RowKey(mesh, process).reminder(name);
        return database.inTransaction(manager -> manager.createQuery(
                                "DELETE FROM MeshReminder r WHERE r.key = :key AND r.version = :expected")
                        .setParameter("key", key)
                        .setParameter("expected", expected)
                        .executeUpdate())
                == 1;
    }

    @Override
    public Page due(String capability, int shard, Instant time, int limit) throws UnavailableException {
        int read = Math.min(limit, Integer.MAX_VALUE - 1) + 1; // one more shows whether that was all
        return database.inTransaction(manager -> {
            List<Entry> found = inShard(
                            manager,
                            "SELECT r FROM MeshReminder r",
                            "<= :time ORDER BY r.due",
                            ReminderRow.class,
                            capability,
                            shard,
                            time)
                    .setMaxResults(read)
                    .getResultStream()
                    .map(ReminderRow::entry)
                    .toList();
            if (found.size() == read) {
                return new Page(
                        found.subList(0, limit), Optional.of(found.get(limit).due()));
            }
            Long next = inShard(
                            manager,
                            "SELECT MIN(r.due) FROM MeshReminder r",
                            "> :time",
                            Long.class,
                            capability,
                            shard,
                            time)
                    .getSingleResult();
            return new Page(found, Optional.ofNullable(next).map(Instant::ofEpochMilli));
        });
    }

    @Override
    public Map<Integer, Instant> earliest(String capability, Collection<Integer> shards) throws UnavailableException {
        Set<Integer> wanted = new HashSet<>(shards);
        if (wanted.isEmpty()) {
            return Map.of();
        }
        boolean byName = wanted.size() <= MOST_SHARDS_BY_NAME;
        Map<Integer, Instant> earliest = new HashMap<>();
        List<Object[]> found = database.inTransaction(manager -> {
            TypedQuery<Object[]> query = manager.createQuery(
                            "SELECT r.shard, MIN(r.due) FROM MeshReminder r WHERE r.capabilityKey = :capability"
                                    + (byName ? " AND r.shard IN :shards" : "") + " GROUP BY r.shard",
                            Object[].class)
                    .setParameter("capability", RowKey.capability(mesh, capability));
            return (byName ? query.setParameter("shards", wanted) : query).getResultList();
        });
        for (Object[] row : found) {
            if (wanted.contains((Integer) row[0])) {
                earliest.put((Integer) row[0], Instant.ofEpochMilli((Long) row[1]));
            }
        }
        return earliest;
    }

    private boolean insert(ReminderRow row) throws UnavailableException {
        try {
            return database.inTransaction(manager -> {
                manager.persist(row);
                manager.flush();
                return true;
            });
        } catch (UnavailableException e) {
            if (Database.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean replace(Entry entry, long expected) throws UnavailableException {
        String key = new RowKey(mesh, entry.process()).reminder(entry.name());
        return database.inTransaction(manager -> manager.createQuery("UPDATE MeshReminder r SET r.version = :version,"
                                + " r.due = :due, r.content = :content WHERE r.key = :key AND r.version = :expected")
                        .setParameter("version", entry.version())
                        .setParameter("due", entry.due().toEpochMilli())
                        .setParameter("content", StoredReminder.encode(entry))
                        .setParameter("key", key)
                        .setParameter("expected", expected)
                        .executeUpdate())
                == 1;
    }

    private <T> TypedQuery<T> inShard(
            EntityManager manager,
            String selection,
            String condition,
            Class<T> type,
            String capability,
            int shard,
            Instant time) {
        return manager.createQuery(
                        selection + " WHERE r.capabilityKey = :capability AND r.shard = :shard AND r.due " + condition,
                        type)
                .setParameter("capability", RowKey.capability(mesh, capability))
                .setParameter("shard", shard)
                .setParameter("time", time.toEpochMilli());
    }
}
