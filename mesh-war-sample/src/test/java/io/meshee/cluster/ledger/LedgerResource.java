package io.meshee.cluster.ledger;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.sample.counter.Increment;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The ledger's REST face. */
@Path("ledger")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

    /** A number. */
    public record Value(long value) {}

    @Inject
    Ledger ledger;

    @Inject
    Mesh mesh;

    @Resource(lookup = "jdbc/mesh")
    DataSource database;

    /** How many bookings there are. */
    @GET
    public Value count() {
        return new Value(ledger.count());
    }

    /** Books. */
    @POST
    @Path("{id}")
    public void book(@PathParam("id") String id, @QueryParam("fail") boolean fail) {
        ledger.book(id, fail);
    }

    /** Counts carelessly. */
    @POST
    @Path("careless/{id}")
    public Value careless(@PathParam("id") String id, @QueryParam("by") @DefaultValue("1") long by)
            throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS CARELESS (ONE INT)");
        }
        return new Value(mesh.call(Request.to(Careless.class, id)
                        .payload(new Increment(by))
                        .returning(Long.class))
                .value());
    }

    /** How many rows have been committed by that. */
    @GET
    @Path("careless")
    public Value committed() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM CARELESS")) {
            rows.next();
            return new Value(rows.getLong(1));
        }
    }
}
