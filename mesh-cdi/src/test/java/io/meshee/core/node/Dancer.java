package io.meshee.core.node;

import io.meshee.api.Activate;
import io.meshee.api.Capability;
import io.meshee.api.Durable;
import io.meshee.api.Execution;
import io.meshee.api.Handle;
import io.meshee.api.Mesh;
import io.meshee.api.ProcessContext;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.api.State;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Does what a step of the test says, and notices whether two threads are in it at once. */
@Capability("dance")
class Dancer {

    /** A step that comes from the mailbox. */
    record Step(String name) implements Serializable {}

    /** A step that its process may be waiting for. */
    record Turn(String name) implements Serializable {}

    /** As {@link Turn}, on the thread of whoever calls. */
    record QuickTurn(String name) implements Serializable {}

    /** A step that goes on after its handler has returned. */
    record SlowStep(String name) implements Serializable {}

    /** A step after which the state is saved. */
    record SavedTurn(String name) implements Serializable {}

    @State
    int value;

    ProcessContext self;

    private final Function<String, Function<Dancer, Object>> steps;
    private final Mesh mesh;
    private final AtomicInteger inside = new AtomicInteger();

    Dancer(Function<String, Function<Dancer, Object>> steps, Mesh mesh) {
        this.steps = steps;
        this.mesh = mesh;
    }

    @Activate
    void activate(ProcessContext context) {
        self = context;
    }

    @Handle(execution = Execution.POOL)
    public String step(Step step) {
        return dance(step.name());
    }

    @Handle(reentrant = true)
    public String turn(Turn turn) {
        return dance(turn.name());
    }

    @Handle(reentrant = true, execution = Execution.CALLER)
    public String turn(QuickTurn turn) {
        return dance(turn.name());
    }

    @Durable
    @Handle(reentrant = true)
    public String turn(SavedTurn turn) {
        return dance(turn.name());
    }

    @Handle(reentrant = true)
    @SuppressWarnings("unchecked")
    public CompletionStage<String> step(SlowStep step) {
        return (CompletionStage<String>) steps.apply(step.name()).apply(this);
    }

    /** Calls another dancer, and leaves this instance to others meanwhile. */
    String call(String id, Object payload) {
        inside.decrementAndGet();
        try {
            return mesh.call(to(id, payload)).value();
        } finally {
            enter();
        }
    }

    CompletableFuture<String> callAsync(String id, Object payload) {
        return mesh.callAsync(to(id, payload)).thenApply(reply -> reply.value());
    }

    /** As {@link #callAsync}, with Mesh's own future. */
    CompletableFuture<Reply<String>> start(String id, Object payload) {
        return mesh.callAsync(to(id, payload));
    }

    /** Waits for a call, and leaves this instance to others meanwhile. */
    String join(CompletableFuture<String> call) {
        return leave(call::join);
    }

    /** Waits in some way, and leaves this instance to others meanwhile. */
    <T> T leave(Callable<T> wait) {
        inside.decrementAndGet();
        try {
            return wait.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            enter();
        }
    }

    private static Request<String> to(String id, Object payload) {
        return Request.to(Dancer.class, id).payload(payload).returning(String.class);
    }

    private String dance(String step) {
        enter();
        try {
            return (String) steps.apply(step).apply(this);
        } finally {
            inside.decrementAndGet();
        }
    }

    private void enter() {
        if (inside.incrementAndGet() > 1) {
            throw new AssertionError("two threads in one instance");
        }
    }
}
