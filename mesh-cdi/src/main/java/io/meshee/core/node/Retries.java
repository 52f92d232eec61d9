package io.meshee.core.node;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Messages that are to be routed again a little later, in their order. */
final class Retries {

    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Queue<Retry> queue = new ConcurrentLinkedQueue<>();

    private record Retry(OutgoingCall call, long due) {}

    void add(OutgoingCall call) {
        queue.add(new Retry(call, System.nanoTime() + DELAY_NANOS));
    }

    /** Called by one thread. */
    void takeDue(long now, Consumer<OutgoingCall> route) {
        for (Retry next = queue.peek(); next != null && next.due() - now <= 0; next = queue.peek()) {
            queue.remove(next);
            route.accept(next.call());
        }
    }

    void takeAll(Consumer<OutgoingCall> end) {
        for (Retry next = queue.poll(); next != null; next = queue.poll()) {
            end.accept(next.call());
        }
    }
}
