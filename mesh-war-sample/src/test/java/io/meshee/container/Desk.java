package io.meshee.container;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** A session bean that calls, in its own transaction. */
@Stateless
public class Desk {

    @Inject
    Mesh mesh;

    /** The name of the caller that a handler is told of. */
    public String principal() {
        return mesh.call(Request.to(Guest.class, "desk")
                        .payload(new Visit("principal"))
                        .returning(String.class))
                .value();
    }

    /** This bean's transaction, and the one that a handler sees meanwhile. */
    public String call() {
        var reply = mesh.call(Request.to(Plain.class, "desk")
                .payload(new Visit("transaction"))
                .returning(String.class));
        return Transactions.current() + " calls " + reply.value();
    }
}
