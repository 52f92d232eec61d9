package io.meshee.chaos.check;

import java.util.Set;

/**
 * What the search found.
 *
 * @param <S> the object's states
 * @param <I> what could be asked for
 * @param <O> what could come back
 */
sealed interface Verdict<S, I, O> {

    /** Some order of the operations, each between its call and its return, is one that the model allows. */
    record Linearizable<S, I, O>() implements Verdict<S, I, O> {}

    /**
     * No order is.
     *
     * @param at the first operation, by returns, up to which no order is
     * @param before the states that the object could have been in when that operation returned
     */
    record NotLinearizable<S, I, O>(Operation<I, O> at, Set<S> before) implements Verdict<S, I, O> {}

    /**
     * The search was given up: too many orders are possible. Nothing is proved.
     *
     * @param at the operation that the search had come to, by returns
     */
    record Undecided<S, I, O>(Operation<I, O> at) implements Verdict<S, I, O> {}
}
