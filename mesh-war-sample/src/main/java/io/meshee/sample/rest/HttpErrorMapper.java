package io.meshee.sample.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * What JAX-RS itself refuses: unknown paths, wrong verbs, wrong media types. Keeps the status and its headers;
 * {@link BareErrorFilter} then writes the problem, as it does for refusals that are no exceptions.
 */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException refusal) {
        return Response.fromResponse(refusal.getResponse()).entity(null).build();
    }
}
