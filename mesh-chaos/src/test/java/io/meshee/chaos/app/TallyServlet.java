package io.meshee.chaos.app;

import io.meshee.api.Mesh;
import io.meshee.api.MeshException;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.sample.counter.Increment;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/**
 * Counts, at a fraction of what the REST face costs: {@code POST TYPE/ID} adds one, {@code GET} reads. Holds no thread
 * while a call is under way. Answers 200 {@code VALUE NODE INCARNATION}, or 500 {@code OUTCOME ERROR MESSAGE}.
 */
@WebServlet(urlPatterns = "/chaos/tally/*", asyncSupported = true)
public class TallyServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final Increment BY_ONE = new Increment(1);

    @Inject
    transient Mesh mesh;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        call(request, to(request).payload(BY_ONE));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        call(request, to(request));
    }

    private static Request<Object> to(HttpServletRequest request) {
        var path = request.getPathInfo().split("/");
        return Request.to(path[1], path[2]).capability(path[1]);
    }

    private void call(HttpServletRequest request, Request<Object> call) {
        var exchange = request.startAsync();
        exchange.setTimeout(0);
        try {
            mesh.callAsync(call.returning(Long.class)).whenComplete((reply, failure) -> {
                if (failure == null) {
                    answer(exchange, 200, text(reply));
                } else {
                    answer(exchange, 500, text(failure));
                }
            });
        } catch (MeshException e) {
            answer(exchange, 500, text(e));
        }
    }

    private static String text(Reply<Long> reply) {
        return reply.value() + " " + reply.process().node() + " "
                + reply.process().incarnation();
    }

    private static String text(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var outcome = cause instanceof MeshException known ? known.outcome().name() : "UNKNOWN";
        return outcome + " " + cause.getClass().getSimpleName() + " " + cause.getMessage();
    }

    private static void answer(AsyncContext exchange, int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var response = (HttpServletResponse) exchange.getResponse();
        try {
            response.setStatus(status);
            response.setContentType("text/plain;charset=UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("the caller is gone", e);
        } finally {
            exchange.complete();
        }
    }
}
