package io.meshee.core.process;

import io.meshee.core.time.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.LongStream;

/** The timers of all activations on this node, by the time at which they are due. */
final class Timers {

    private static final Comparator<ActivationTimer> ORDER = (one, other) -> one.due() != other.due()
            ? Long.signum(one.due() - other.due())
            : Long.compare(one.number(), other.number());

    private final ConcurrentSkipListSet<ActivationTimer> waiting = new ConcurrentSkipListSet<>(ORDER);
    private final TimeSource time;
    private final long messageTimeout;

    /** No timers yet; each message of one may take that time from the moment that it is sent. */
    Timers(TimeSource time, Duration messageTimeout) {
        this.time = time;
        this.messageTimeout = messageTimeout.toNanos();
    }

    /** The moment of now, by which timers are due. */
    long now() {
        return time.nanoTime();
    }

    /** The deadline of a message that is sent now, by {@link System#nanoTime()}. */
    long deadline() {
        return System.nanoTime() + messageTimeout;
    }

    void add(ActivationTimer timer) {
        waiting.add(timer);
    }

    void remove(ActivationTimer timer) {
        waiting.remove(timer);
    }

    /** When those that wait are due. */
    LongStream dues() {
        return waiting.stream().mapToLong(ActivationTimer::due);
    }

    /** Sends the messages that are due. Called by one thread, every few milliseconds. */
    void tick() {
        long now = now();
        for (ActivationTimer timer : waiting) {
            if (timer.due() - now > 0) {
                return;
            }
            if (waiting.remove(timer)) { // else it has been cancelled meanwhile
                timer.fire();
            }
        }
    }
}
