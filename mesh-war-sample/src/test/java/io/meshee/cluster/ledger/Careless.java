package io.meshee.cluster.ledger;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.ProcessContext;
import io.meshee.api.Reminder;
import io.meshee.api.State;
import io.meshee.sample.counter.Increment;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Counts, writes a row into the database that Mesh uses too, has Mesh write there in the midst of that, and leaves the
 * row's transaction open on its thread. Careful where it adds nothing.
 */
@Durable
@Capability("careless")
public class Careless {

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "jdbc/mesh")
    private DataSource database;

    @State
    private long value;

    private ProcessContext self;

    @Activate
    void activate(ProcessContext context) {
        self = context;
    }

    /** Adds, and gives the new value, if it is one. */
    @Handle
    public long increment(Increment increment) throws SystemException, NotSupportedException, SQLException {
        if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("the thread is in a transaction of an earlier message");
        }
        value += increment.by();
        if (increment.by() > 0) {
            transaction.begin();
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO CARELESS VALUES (1)");
            }
            self.remind(Reminder.once("look-again", Instant.now().plus(Duration.ofDays(1)), new Increment(0)));
        }
        return value;
    }
}
