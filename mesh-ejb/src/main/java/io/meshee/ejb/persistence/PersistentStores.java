package io.meshee.ejb.persistence;

import io.meshee.core.config.JpaSettings;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.StateStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The stores in the database that {@code mesh.jpa.data-source} names. Nothing is looked up before one is asked for. */
@Dependent
public class PersistentStores {

    private static final Logger LOG = System.getLogger(PersistentStores.class.getName());

    private final OutsideTransactions outside;
    private Database database;

    /** Stores that keep out of transactions by that. */
    @Inject
    public PersistentStores(OutsideTransactions outside) {
        this.outside = outside;
    }

    /**
     * The store of states. A database that is down is no error here: what needs it fails until it is up.
     *
     * @throws IllegalStateException if there is no such data source
     */
    public StateStore states(JpaSettings settings, String meshName) {
        return new JpaStateStore(database(settings), meshName, Clock.systemUTC());
    }

    /**
     * The store of reminders, in the same database.
     *
     * @throws IllegalStateException if there is no such data source
     */
    public ReminderStore reminders(JpaSettings settings, String meshName) {
        return new JpaReminderStore(database(settings), meshName);
    }

    @PreDestroy
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private Database database(JpaSettings settings) {
        if (database == null) {
            database = new Database(dataSource(settings), settings.createTables(), settings.timeout(), outside);
            openNow();
        }
        return database;
    }

    private void openNow() {
        try {
            database.open();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "MESH00642: the database is not available; until it is, no process that has state starts, and no reminder comes",
                    e);
        }
    }

    private static DataSource dataSource(JpaSettings settings) {
        String name = settings.dataSource()
                .orElseThrow(() -> new IllegalStateException(
                        "MESH00640: mesh.jpa.data-source: with mesh.state-store=jpa or mesh.reminder-store=jpa it must be given; write the JNDI name of"
                                + " a data source whose database all nodes share"));
        try {
            return (DataSource) new InitialContext().lookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "MESH00641: mesh.jpa.data-source: there is no data source \"" + name + "\": " + e.getMessage(), e);
        }
    }
}
