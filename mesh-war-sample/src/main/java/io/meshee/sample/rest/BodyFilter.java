package io.meshee.sample.rest;

import io.meshee.api.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Turns a body that is too long, no JSON, or not the JSON that is expected into a problem of the client's. Done around
 * reading, because the same exception types while writing are the server's fault.
 *
 * <p>A body is looked through before it is read into an object: the server's JSON-B skips what the object does not have,
 * and its parser, Parsson 1.1.7, does so for ever where a skipped array or object does not end (its issue 23).
 */
@Provider
public class BodyFilter implements ReaderInterceptor {

    static final int MOST_BYTES = 64 * 1024;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] bytes = context.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(
                    Problem.of(
                            "too-large",
                            "Content too large",
                            413,
                            "The body is longer than " + MOST_BYTES + " bytes",
                            Outcome.NOT_EXECUTED),
                    null);
        }
        try {
            lookThrough(bytes);
            context.setInputStream(new ByteArrayInputStream(bytes));
            var body = context.proceed();
            if (body == null) {
                throw malformed(context, null);
            }
            return body;
        } catch (BadRequestException | ProcessingException | JsonbException | JsonException | NoContentException e) {
            throw malformed(context, e);
        }
    }

    private static void lookThrough(byte[] bytes) {
        try (var parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    private static ProblemException malformed(ReaderInterceptorContext context, Exception cause) {
        return new ProblemException(
                Problem.badRequest(
                        "The body is not the JSON object that is expected here: " + shape(context.getType())),
                cause);
    }

    private static String shape(Class<?> body) {
        var example = body.getAnnotation(Example.class);
        return example == null ? body.getSimpleName() : example.value();
    }
}
