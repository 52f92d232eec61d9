package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.sample.counter.DurableCounterProcess;
import io.meshee.sample.counter.Increment;
import io.meshee.sample.rest.Bodies.CounterAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Counts durably. */
@Path("durable-counter/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DurableCounterResource {

    private static final Increment BY_ONE = new Increment(1);

    @Inject
    Mesh mesh;

    /**
     * Adds one. Takes no body.
     *
     * @param key names this very request, so that it can be sent again; may be left out
     */
    @POST
    @Path("increment")
    public CounterAnswer increment(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        var request =
                Request.to(DurableCounterProcess.class, id).payload(BY_ONE).returning(Long.class);
        return answer(mesh.call(key == null ? request : request.idempotencyKey(key)));
    }

    /** The value. */
    @GET
    public CounterAnswer value(@PathParam("id") String id) {
        return answer(mesh.call(Request.to(DurableCounterProcess.class, id).returning(Long.class)));
    }

    private static CounterAnswer answer(Reply<Long> reply) {
        return new CounterAnswer(reply.value(), reply.process());
    }
}
