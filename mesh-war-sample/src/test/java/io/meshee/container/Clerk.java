package io.meshee.container;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A CDI bean that calls. */
@ApplicationScoped
public class Clerk {

    @Inject
    Mesh mesh;

    boolean call() {
        return mesh.call(Request.to(Plain.class, "clerk").returning(Boolean.class))
                .value();
    }
}
