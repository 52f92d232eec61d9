package io.meshee.sample.rest;

import io.meshee.api.Mesh;
import io.meshee.api.Request;
import io.meshee.sample.payment.Charge;
import io.meshee.sample.payment.Payment;
import io.meshee.sample.payment.Receipt;
import io.meshee.sample.rest.Bodies.PaymentAnswer;
import io.meshee.sample.rest.Bodies.PaymentBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Takes payments. A request, not the typed proxy, because the answer tells which node took it. */
@Path("payment/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PaymentResource {

    @Inject
    Mesh mesh;

    /** Pays; an amount over the limit is declined, see {@link PaymentDeclinedMapper}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public PaymentAnswer pay(@PathParam("id") String id, PaymentBody body) {
        var reply = mesh.call(Request.to(Payment.class, id)
                .payload(new Charge(body.checked()))
                .returning(Receipt.class));
        return new PaymentAnswer(reply.value().amount(), reply.value().authorization(), reply.process());
    }
}
