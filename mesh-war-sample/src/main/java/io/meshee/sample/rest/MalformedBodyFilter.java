package io.meshee.sample.rest;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Turns what the JSON reader throws into a bad request. Done around reading, because the same exception types while
 * writing are the server's fault.
 */
@Provider
public class MalformedBodyFilter implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            var body = context.proceed();
            if (body == null) {
                throw malformed(context, null);
            }
            return body;
        } catch (BadRequestException | ProcessingException | JsonbException | JsonException | NoContentException e) {
            throw malformed(context, e);
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
