package io.meshee.sample.rest;

import static java.lang.System.Logger.Level.ERROR;

import io.meshee.api.Outcome;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/** Anything else: the stack trace goes to the log, the client gets the name under which to find it there. */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(UnexpectedErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        var instance = "urn:uuid:" + UUID.randomUUID();
        LOG.log(ERROR, "The REST face failed, " + instance, failure);
        return Problem.of(
                        "internal",
                        "Internal server error",
                        500,
                        "The server failed; its log has the cause under the instance of this problem",
                        Outcome.UNKNOWN)
                .withInstance(instance)
                .response()
                .build();
    }
}
