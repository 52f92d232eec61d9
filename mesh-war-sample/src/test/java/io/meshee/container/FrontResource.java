package io.meshee.container;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A REST resource that calls. */
@Path("front")
@RequestScoped
public class FrontResource {

    @Inject
    Mesh mesh;

    /** The node that served. */
    @GET
    public String call() {
        return mesh.call(Request.to(Plain.class, "front").returning(Boolean.class))
                .process()
                .node();
    }
}
