package io.meshee.ejb.persistence;

import io.meshee.spi.StateStore.UnavailableException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The way to Mesh's tables. A database that cannot be reached at the start is tried again at each use. Safe for any
 * number of threads.
 */
final class Database implements AutoCloseable {

    /** What databases say when a key is there already; the second is all that some say of any constraint. */
    private static final Set<String> DUPLICATE_KEY = Set.of("23505", "23000");

    private final MeshUnit unit;
    private final boolean createTables;
    private final OutsideTransactions outside;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile EntityManagerFactory factory;
    private boolean closed;

    Database(DataSource dataSource, boolean createTables, Duration timeout, OutsideTransactions outside) {
        this.unit = new MeshUnit(dataSource, timeout, Database.class.getClassLoader());
        this.createTables = createTables;
        this.outside = outside;
    }

    /**
     * Does the work in a transaction of its own.
     *
     * @throws UnavailableException whatever went wrong: it may be that it was committed all the same
     */
    <T> T inTransaction(Function<EntityManager, T> work) throws UnavailableException {
        try {
            return outside.run(() -> {
                try (EntityManager manager = factory().createEntityManager()) {
                    return commit(manager, work);
                }
            });
        } catch (RuntimeException e) {
            throw new UnavailableException("the database failed: " + reason(e), e);
        }
    }

    /** Whether a transaction failed because a row with that key is there, and so changed nothing. */
    static boolean isDuplicate(UnavailableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DUPLICATE_KEY.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** What the database or its driver said, in one line: the layers above it repeat it in many. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString().lines().findFirst().orElseThrow();
    }

    /** Makes the tables, if wanted, and a first connection. */
    void open() {
        outside.run(() -> {
            factory().createEntityManager().close(); // the first one connects
            return null;
        });
    }

    /** For good: what comes late must not open it again. */
    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            if (factory != null) {
                factory.close();
                factory = null;
            }
        } finally {
            opening.unlock();
        }
    }

    private static <T> T commit(EntityManager manager, Function<EntityManager, T> work) {
        EntityTransaction transaction = manager.getTransaction();
        transaction.begin();
        try {
            T result = work.apply(manager);
            transaction.commit();
            return result;
        } catch (RuntimeException e) {
            rollBack(transaction, e);
            throw e;
        }
    }

    private static void rollBack(EntityTransaction transaction, RuntimeException cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private EntityManagerFactory factory() {
        EntityManagerFactory open = factory;
        return open != null ? open : openOnce();
    }

    private EntityManagerFactory openOnce() {
        await(opening);
        try {
            if (closed) {
                throw new PersistenceException("the node has stopped");
            }
            if (factory == null) {
                factory = connect();
            }
            return factory;
        } finally {
            opening.unlock();
        }
    }

    private EntityManagerFactory connect() {
        if (createTables) {
            try {
                new Tables(unit.dataSource(), seconds(unit.timeout())).create();
            } catch (SQLException e) {
                throw new PersistenceException("the tables could not be made: " + e.getMessage(), e);
            }
        }
        return unit.open();
    }

    private void await(ReentrantLock lock) {
        try {
            if (!lock.tryLock(unit.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new PersistenceException("the database is still being opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PersistenceException("interrupted while the database was being opened", e);
        }
    }

    private static int seconds(Duration timeout) {
        return Math.toIntExact(timeout.plusMillis(999).toSeconds());
    }
}
