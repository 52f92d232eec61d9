package io.meshee.chaos.check;

import java.util.Optional;

/**
 * One operation on one object, as its caller saw it. It took effect, if at all, at one moment between its call and its
 * return.
 *
 * @param called when its caller began it, in nanoseconds of one clock for all operations
 * @param returned when its caller had its answer; {@link #OPEN} if it never had one
 * @param input what was asked for
 * @param output what came back; empty if the operation is open: it may have happened, may still happen, or never will
 * @param <I> what can be asked for; two open operations with equal input are alike
 * @param <O> what can come back
 */
record Operation<I, O>(long called, long returned, I input, Optional<O> output) {

    /** The return of an operation that never returned. */
    static final long OPEN = Long.MAX_VALUE;

    Operation {
        if (returned < called) {
            throw new IllegalArgumentException("returned at " + returned + " but called at " + called);
        }
        if (output.isEmpty() != (returned == OPEN)) {
            throw new IllegalArgumentException("an operation is open exactly if it has no output");
        }
    }

    static <I, O> Operation<I, O> returned(long called, long returned, I input, O output) {
        return new Operation<>(called, returned, input, Optional.of(output));
    }

    static <I, O> Operation<I, O> open(long called, I input) {
        return new Operation<>(called, OPEN, input, Optional.empty());
    }

    boolean isOpen() {
        return returned == OPEN;
    }
}
