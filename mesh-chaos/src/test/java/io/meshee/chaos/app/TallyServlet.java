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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Counts, at a fraction of what the REST face costs: a request's lines are calls, {@code + TYPE ID} to add one and
 * {@code ? TYPE ID} to read, which are made side by side. The answer has a line for each, in their order:
 * {@code TIME ok VALUE NODE INCARNATION} or {@code TIME failed OUTCOME ERROR MESSAGE}. Holds no thread meanwhile.
 */
@WebServlet(urlPatterns = "/chaos/tally", asyncSupported = true)
public class TallyServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final Increment BY_ONE = new Increment(1);

    @Inject
    transient Mesh mesh;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var lines = request.getReader().lines().toList();
        var exchange = request.startAsync();
        exchange.setTimeout(0);
        var answers = lines.stream().map(this::call).toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenRun(() -> answer(
                        exchange, answers.stream().map(CompletableFuture::join).collect(Collectors.joining())));
    }

    private CompletableFuture<String> call(String line) {
        var words = line.split(" ");
        var to = Request.to(words[1], words[2]).capability(words[1]);
        var call = (words[0].equals("+") ? to.payload(BY_ONE) : to).returning(Long.class);
        try {
            return mesh.callAsync(call).handle((reply, failure) -> failure == null ? text(reply) : text(failure));
        } catch (MeshException e) {
            return CompletableFuture.completedFuture(text(e));
        }
    }

    private static String text(Reply<Long> reply) {
        return System.nanoTime() + " ok " + reply.value() + " "
                + reply.process().node() + " " + reply.process().incarnation() + "\n";
    }

    private static String text(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        var outcome = cause instanceof MeshException known ? known.outcome().name() : "UNKNOWN";
        var message = String.valueOf(cause.getMessage()).replaceAll("\\R", " ");
        return System.nanoTime() + " failed " + outcome + " " + cause.getClass().getSimpleName() + " " + message + "\n";
    }

    private static void answer(AsyncContext exchange, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var response = (HttpServletResponse) exchange.getResponse();
        try {
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
