package io.meshee.chaos.check;

import java.util.Optional;

/**
 * What one object does when it is asked one thing after the other.
 *
 * @param <S> its states, compared by {@code equals}
 * @param <I> what can be asked for
 * @param <O> what can come back
 */
interface Model<S, I, O> {

    /** The state before the first operation. */
    S initial();

    /** The state after an operation that gave this output; empty if it cannot give it in that state. */
    Optional<S> after(S state, I input, O output);

    /** The state after an operation whose output nobody saw. */
    S afterUnseen(S state, I input);
}
