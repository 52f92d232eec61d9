package io.meshee.sample.rest;

import io.meshee.api.Outcome;
import io.meshee.sample.payment.PaymentDeclinedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A declined payment is an answer of the process, not a failure of it. A typed proxy throws it as itself. */
@Provider
public class PaymentDeclinedMapper implements ExceptionMapper<PaymentDeclinedException> {

    @Override
    public Response toResponse(PaymentDeclinedException declined) {
        return response(declined);
    }

    static Response response(PaymentDeclinedException declined) {
        return Problem.of("payment-declined", "Payment declined", 422, declined.getMessage(), Outcome.EXECUTED)
                .response()
                .build();
    }
}
