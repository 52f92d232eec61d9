package io.meshee.sample.rest;

import io.meshee.api.MeshException;
import io.meshee.api.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long one request waits for the cluster, over all that it waits for. */
final class Deadline {

    private static final Duration STANDARD = Duration.ofSeconds(15);

    private final Duration limit;
    private final long end;

    Deadline(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    static Deadline standard() {
        return new Deadline(STANDARD);
    }

    void await(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw pending("Not every member had the new view within " + limit.toSeconds() + " s; it may still come", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw pending("The server stopped waiting for the members; the change may still come", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MeshException failure) {
                throw failure;
            }
            throw new IllegalStateException("The capabilities could not be changed", e.getCause());
        }
    }

    private static ProblemException pending(String detail, Exception cause) {
        return new ProblemException(
                Problem.of("change-pending", "The members have not all agreed yet", 504, detail, Outcome.UNKNOWN),
                cause);
    }
}
