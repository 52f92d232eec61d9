package io.meshee.cluster.ledger;

import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Handle;
import io.meshee.api.State;
import io.meshee.sample.counter.Increment;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Counts, writes a row into the database that Mesh uses too, and leaves the row's transaction open on its thread. */
@Durable
@Capability("careless")
public class Careless {

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "jdbc/mesh")
    private DataSource database;

    @State
    private long value;

    /** Adds, and gives the new value. */
    @Handle
    public long increment(Increment increment) throws SystemException, NotSupportedException, SQLException {
        if (transaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
            transaction.begin();
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO CARELESS VALUES (1)");
        }
        value += increment.by();
        return value;
    }
}
