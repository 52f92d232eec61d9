package io.meshee.benchmark.war;

import io.meshee.benchmark.load.Generator;
import io.meshee.benchmark.load.Memory;
import io.meshee.benchmark.load.Subject;
import io.meshee.benchmark.load.Task;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the load on from within the application, on threads of the container's. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DriverResource {

    @Inject
    MeshSubject subject;

    @Resource
    ManagedThreadFactory threads;

    /** Whether both nodes are there. */
    @GET
    @Path("ready")
    public Response ready() {
        return Response.status(subject.isReady() ? 200 : 503).build();
    }

    /** Runs a measurement. */
    @GET
    @Path("run")
    public Response run(@Context UriInfo uri) throws Exception {
        Map<String, String> query = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
        Task task = Task.of(query);
        Optional<Subject.Calls> calls = subject.calls(task.row());
        return calls.isEmpty()
                ? Response.noContent().build()
                : Response.ok(Generator.run(task, calls.get(), threads).toJson())
                        .build();
    }

    /** What a warm local call allocates. */
    @GET
    @Path("garbage")
    public String garbage() throws Exception {
        return Memory.garbage(subject);
    }

    /** What idle processes take. */
    @GET
    @Path("idle")
    public String idle(@QueryParam("count") int count) throws Exception {
        return Memory.idle(subject, count);
    }
}
