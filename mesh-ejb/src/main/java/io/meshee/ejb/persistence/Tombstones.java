package io.meshee.ejb.persistence;

import io.meshee.core.state.Generations;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Removes the rows of processes that were forgotten long ago: now and then, a bounded number, by those who forget. */
final class Tombstones {

    /** A full sweep means that there is more, and the next comes at once. */
    private static final int AT_ONCE = 500;

    private static final long PAUSE = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private final AtomicLong nextSweep;

    Tombstones(Clock clock) {
        this.clock = clock;
        this.nextSweep = new AtomicLong(clock.millis());
    }

    /** Whether the caller is to sweep: true for one caller a minute. */
    boolean isSweepDue() {
        long now = clock.millis();
        long due = nextSweep.get();
        return now >= due && nextSweep.compareAndSet(due, now + PAUSE);
    }

    /** Removes up to 500 rows. One that has been opened again meanwhile stays. */
    Integer sweep(EntityManager manager) {
        long last = clock.millis() - Generations.TOMBSTONE_LIFE.toMillis();
        List<String> keys = manager.createQuery(
                        "SELECT s.key FROM MeshState s WHERE s.deletedAt < :last ORDER BY s.deletedAt", String.class)
                .setParameter("last", last)
                .setMaxResults(AT_ONCE)
                .getResultList();
        if (keys.size() == AT_ONCE) {
            nextSweep.set(clock.millis());
        }
        return keys.isEmpty()
                ? 0
                : manager.createQuery("DELETE FROM MeshState s WHERE s.key IN :keys AND s.deletedAt < :last")
                        .setParameter("keys", keys)
                        .setParameter("last", last)
                        .executeUpdate();
    }
}
