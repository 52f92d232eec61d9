package io.meshee.container;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.ExecutionException;

/** A REST resource that calls. */
@Path("front")
@RequestScoped
public class FrontResource {

    @Inject
    Mesh mesh;

    @Inject
    Desk desk;

    @Resource
    ManagedExecutorService threads;

    /** The name of the caller that a handler is told of: called from here, a session bean, another thread of the server's. */
    @GET
    @Path("principals")
    public String principals() throws ExecutionException, InterruptedException {
        var here = mesh.call(Request.to(Guest.class, "front")
                        .payload(new Visit("principal"))
                        .returning(String.class))
                .value();
        return here + " " + desk.principal() + " "
                + threads.submit(desk::principal).get();
    }

    /** The node that served. */
    @GET
    public String call() {
        return mesh.call(Request.to(Plain.class, "front").returning(Boolean.class))
                .process()
                .node();
    }
}
