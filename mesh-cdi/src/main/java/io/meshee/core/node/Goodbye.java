package io.meshee.core.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The last moments of a node that stops: it stays until no peer has sent anything for 100 ms and all of its own messages
 * are sent, a second at most.
 *
 * @param received how many messages have come in
 * @param unsent how many wait to be sent
 * @param clock as {@link System#nanoTime()}
 * @param pause waits for so many nanoseconds
 */
record Goodbye(LongSupplier received, LongSupplier unsent, LongSupplier clock, LongConsumer pause) {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    void say() {
        long giveUp = clock.getAsLong() + LONGEST_NANOS;
        long heard;
        do {
            heard = received.getAsLong();
            pause.accept(QUIET_NANOS);
        } while ((received.getAsLong() != heard || unsent.getAsLong() > 0) && clock.getAsLong() - giveUp < 0);
    }
}
