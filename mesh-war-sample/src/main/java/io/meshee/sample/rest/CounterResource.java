package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.sample.counter.CounterProcess;
import io.meshee.sample.counter.Increment;
import io.meshee.sample.rest.Bodies.CounterAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Counts. */
@Path("counter/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CounterResource {

    private static final Increment BY_ONE = new Increment(1);

    @Inject
    Mesh mesh;

    /** Adds one. Takes no body. */
    @POST
    @Path("increment")
    public CounterAnswer increment(@PathParam("id") String id) {
        return answer(
                mesh.call(Request.to(CounterProcess.class, id).payload(BY_ONE).returning(Long.class)));
    }

    /** The value. */
    @GET
    public CounterAnswer value(@PathParam("id") String id) {
        return answer(mesh.call(Request.to(CounterProcess.class, id).returning(Long.class)));
    }

    private static CounterAnswer answer(Reply<Long> reply) {
        return new CounterAnswer(reply.value(), reply.process());
    }
}
