package io.meshee.core.process;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A message whose end a test can wait for. */
final class Message extends Invocation {

    private final CompletableFuture<Object> end = new CompletableFuture<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicInteger reroutes = new AtomicInteger();
    private volatile ProcessRef process;

    Message(String type, String id, Object payload, Duration timeout) {
        this(type, id, payload, timeout, null);
    }

    /** One that the processes of the chain wait for. */
    Message(String type, String id, Object payload, Duration timeout, CallChain chain) {
        super("test", type, id, null, payload, null, System.nanoTime() + timeout.toNanos(), Map.of(), chain, null);
    }

    @Override
    public void succeed(ProcessRef ref, Object value) {
        process = ref;
        end.complete(value);
        settled.countDown();
    }

    @Override
    public void fail(Throwable failure) {
        end.completeExceptionally(failure);
        settled.countDown();
    }

    @Override
    public void reroute() {
        reroutes.incrementAndGet();
        settled.countDown();
    }

    /** Waits until it has ended or is to be routed again. True if it has ended. */
    boolean awaitEndOrReroute() throws InterruptedException {
        return settled.await(30, TimeUnit.SECONDS) && hasEnded();
    }

    int reroutes() {
        return reroutes.get();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    ProcessRef process() {
        return process;
    }

    Object value() throws InterruptedException, ExecutionException, TimeoutException {
        return end.get(15, TimeUnit.SECONDS);
    }

    MeshException failure() throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("succeeded with " + end.get(15, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (MeshException) e.getCause();
        }
    }
}
