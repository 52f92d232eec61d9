package io.meshee.core.node;

import io.meshee.core.process.WaitingPlaces;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Messages that are to be routed again a little later, in their order. */
final class Retries {

    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Queue<Retry> queue = new ConcurrentLinkedQueue<>();

    private final WaitingPlaces places;

    /**
     * None yet.
     *
     * @param places each message that waits takes one of
     */
    Retries(WaitingPlaces places) {
        this.places = places;
    }

    private record Retry(OutgoingCall call, long due) {}

    /**
     * Has the message wait.
     *
     * @throws io.meshee.api.OverloadedException if the node has no place for it
     */
    void add(OutgoingCall call) {
        places.take();
        queue.add(new Retry(call, System.nanoTime() + DELAY_NANOS));
    }

    /** Called by one thread. */
    void takeDue(long now, Consumer<OutgoingCall> route) {
        for (Retry next = queue.peek(); next != null && next.due() - now <= 0; next = queue.peek()) {
            queue.remove(next);
            places.give();
            route.accept(next.call());
        }
    }

    void takeAll(Consumer<OutgoingCall> end) {
        for (Retry next = queue.poll(); next != null; next = queue.poll()) {
            places.give();
            end.accept(next.call());
        }
    }
}
