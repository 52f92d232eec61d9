package io.meshee.core.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The last moments of a node that stops: it stays until no peer has sent anything for 100 ms and all of its own messages
 * are sent, a second at most; and until its own calls have their answers.
 *
 * @param received how many messages have come in
 * @param unsent how many wait to be sent, or are just coming in
 * @param unanswered how many calls of this node's own are under way
 * @param patienceNanos how long those are waited for
 * @param clock as {@link System#nanoTime()}
 * @param pause waits for so many nanoseconds
 */
record Goodbye(
        LongSupplier received,
        LongSupplier unsent,
        LongSupplier unanswered,
        long patienceNanos,
        LongSupplier clock,
        LongConsumer pause) {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    void say() {
        long begin = clock.getAsLong();
        long passed;
        boolean busy;
        do {
            long heard = received.getAsLong();
            pause.accept(QUIET_NANOS);
            busy = received.getAsLong() != heard || unsent.getAsLong() > 0;
            passed = clock.getAsLong() - begin;
        } while (busy && passed < LONGEST_NANOS || unanswered.getAsLong() > 0 && passed < patienceNanos);
    }
}
