package io.meshee.ejb.persistence;

import io.meshee.api.ProcessKey;
import io.meshee.core.state.Generations;
import io.meshee.spi.StateStore;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;

/**
 * States in the table {@code MESH_STATE}. Each operation is a transaction of its own, and each change one update that looks
 * at the generation; the row's lock does the rest.
 */
final class JpaStateStore implements StateStore {

    private static final int ATTEMPTS = 3;

    private final Database database;
    private final String mesh;
    private final Clock clock;
    private final Tombstones tombstones;

    JpaStateStore(Database database, String mesh, Clock clock) {
        this.database = database;
        this.mesh = mesh;
        this.clock = clock;
        this.tombstones = new Tombstones(clock);
    }

    @Override
    public Opened open(ProcessKey process) throws UnavailableException {
        RowKey key = new RowKey(mesh, process);
        for (int attempt = 1; ; attempt++) {
            Optional<Opened> raised = database.inTransaction(manager -> raise(manager, key));
            if (raised.isPresent()) {
                return raised.get();
            }
            try {
                return database.inTransaction(manager -> begin(manager, key));
            } catch (UnavailableException e) {
                if (!Database.isDuplicate(e)
                        || attempt == ATTEMPTS) { // else another node has begun it at the same time
                    throw e;
                }
            }
        }
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException {
        String key = new RowKey(mesh, process).digest();
        int written = database.inTransaction(manager -> manager.createQuery(
                        "UPDATE MeshState s SET s.state = :state WHERE s.key = :key AND s.generation = :generation")
                .setParameter("state", state)
                .setParameter("key", key)
                .setParameter("generation", generation)
                .executeUpdate());
        requireOne(written, generation);
    }

    @Override
    public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
        String key = new RowKey(mesh, process).digest();
        if (tombstones.isSweepDue()) {
            database.inTransaction(tombstones::sweep);
        }
        int deleted = database.inTransaction(manager -> manager.createQuery("UPDATE MeshState s SET s.state = NULL,"
                        + " s.deletedAt = :now WHERE s.key = :key AND s.generation = :generation")
                .setParameter("now", clock.millis())
                .setParameter("key", key)
                .setParameter("generation", generation)
                .executeUpdate());
        requireOne(deleted, generation);
    }

    private static Optional<Opened> raise(EntityManager manager, RowKey key) {
        int raised = manager.createQuery(
                        "UPDATE MeshState s SET s.generation = s.generation + 1, s.deletedAt = NULL WHERE s.key = :key")
                .setParameter("key", key.digest())
                .executeUpdate();
        return raised == 0 ? Optional.empty() : Optional.of(read(manager, key));
    }

    /** Sees what {@link #raise} wrote, and nobody else has written since: the row is locked. */
    private static Opened read(EntityManager manager, RowKey key) {
        StateRow row = manager.find(StateRow.class, key.digest());
        return new Opened(row.generation(), row.state());
    }

    private Opened begin(EntityManager manager, RowKey key) {
        StateRow row = new StateRow(key, Generations.first(clock));
        manager.persist(row);
        manager.flush();
        return new Opened(row.generation(), Optional.empty());
    }

    private static void requireOne(int changed, long generation) throws StaleException {
        if (changed != 1) {
            throw new StaleException("generation " + generation + " is not the stored one any more");
        }
    }
}
