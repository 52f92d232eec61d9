package io.meshee.sample.rest;

import io.meshee.api.Outcome;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.TreeSet;

/** Which problem each refusal of JAX-RS is. No message was sent. */
final class HttpProblems {

    private HttpProblems() {}

    /**
     * The problem of a refusal.
     *
     * @param allowed the verbs that the path takes; read for 405 only
     */
    static Problem of(Response.StatusType status, String method, String path, Collection<String> allowed) {
        return switch (status.getStatusCode()) {
            case 404 -> refused("not-found", "Not found", 404, "There is nothing at " + path);
            case 405 ->
                refused(
                        "wrong-verb",
                        "Method not allowed",
                        405,
                        path + " does not take " + method + ", only " + String.join(", ", new TreeSet<>(allowed)));
            case 406 -> refused("not-acceptable", "Not acceptable", 406, path + " answers in application/json only");
            case 415 -> refused("wrong-media-type", "Unsupported media type", 415, path + " takes application/json");
            default -> other(status);
        };
    }

    private static Problem other(Response.StatusType status) {
        int code = status.getStatusCode();
        return Problem.of(
                "http",
                status.getReasonPhrase(),
                code,
                code < 500 ? "The request is not one that the server can read" : "The server could not answer",
                code < 500 ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN);
    }

    private static Problem refused(String kind, String title, int status, String detail) {
        return Problem.of(kind, title, status, detail, Outcome.NOT_EXECUTED);
    }
}
