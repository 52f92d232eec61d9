package io.meshee.sample.rest;

import io.meshee.api.Outcome;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * A problem document after RFC 9457, with two members of our own.
 *
 * @param type a tag URI that names the kind of problem
 * @param title says the kind in words; the same for every problem of a type
 * @param status the HTTP status
 * @param detail what happened this time
 * @param outcome what became of the message, so whether it is safe to send it again
 * @param id the id of Mesh's own message, as in {@code MESH00102}; left out where the problem is not Mesh's
 * @param instance names this occurrence in the server's log; left out where the log has no more to tell
 */
public record Problem(
        String type, String title, int status, String detail, Outcome outcome, String id, String instance) {

    /** The media type of problem documents. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final String TYPES = "tag:meshee.io,2026:problem/";

    static Problem of(String kind, String title, int status, String detail, Outcome outcome) {
        return new Problem(TYPES + kind, title, status, detail, outcome, null, null);
    }

    /** A request that never left this node because a value of it breaks a rule. */
    static Problem badRequest(String detail) {
        return of("bad-request", "Bad request", 400, detail, Outcome.NOT_EXECUTED);
    }

    Problem withId(String id) {
        return new Problem(type, title, status, detail, outcome, id, instance);
    }

    Problem withInstance(String instance) {
        return new Problem(type, title, status, detail, outcome, id, instance);
    }

    Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
