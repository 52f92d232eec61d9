package io.meshee.sample.rest;

import io.meshee.api.Outcome;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS itself refuses: unknown paths, wrong verbs, wrong media types. No message was sent. */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Context
    UriInfo uri;

    @Context
    Request request;

    @Override
    public Response toResponse(WebApplicationException refusal) {
        var original = refusal.getResponse();
        var response = problem(original).response();
        var allowed = original.getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            response.header(HttpHeaders.ALLOW, allowed);
        }
        return response.build();
    }

    private Problem problem(Response original) {
        var path = uri.getAbsolutePath().getPath();
        return switch (original.getStatus()) {
            case 404 -> refused("not-found", "Not found", 404, "There is nothing at " + path);
            case 405 ->
                refused(
                        "wrong-verb",
                        "Method not allowed",
                        405,
                        path + " does not take " + request.getMethod() + ", only "
                                + original.getHeaderString(HttpHeaders.ALLOW));
            case 406 -> refused("not-acceptable", "Not acceptable", 406, path + " answers in application/json only");
            case 415 -> refused("wrong-media-type", "Unsupported media type", 415, path + " takes application/json");
            default -> other(original.getStatusInfo());
        };
    }

    private static Problem other(Response.StatusType status) {
        return refused("http", status.getReasonPhrase(), status.getStatusCode(), "The request was refused");
    }

    private static Problem refused(String kind, String title, int status, String detail) {
        return Problem.of(kind, title, status, detail, Outcome.NOT_EXECUTED);
    }
}
