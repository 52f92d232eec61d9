package io.meshee.cluster.ledger;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.sample.counter.Increment;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

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
    public Value careless(@PathParam("id") String id) {
        return new Value(mesh.call(
                        Request.to(Careless.class, id).payload(new Increment(1)).returning(Long.class))
                .value());
    }
}
