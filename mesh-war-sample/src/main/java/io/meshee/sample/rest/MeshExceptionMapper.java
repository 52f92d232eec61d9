package io.meshee.sample.rest;

import io.meshee.api.MeshException;
import io.meshee.api.OverloadedException;
import io.meshee.sample.payment.PaymentDeclinedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Answers every failure of Mesh with its problem document, and tells those turned away when to come back. */
@Provider
public class MeshExceptionMapper implements ExceptionMapper<MeshException> {

    @Override
    public Response toResponse(MeshException failure) {
        if (failure.getCause() instanceof PaymentDeclinedException declined) {
            return PaymentDeclinedMapper.response(declined);
        }
        var response = MeshProblems.of(failure).response();
        if (failure instanceof OverloadedException overloaded) {
            response.header(HttpHeaders.RETRY_AFTER, wholeSeconds(overloaded.retryAfter()));
        }
        return response.build();
    }

    /** Retry-After has no fractions: rounds up, so that nobody comes back too early. */
    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
