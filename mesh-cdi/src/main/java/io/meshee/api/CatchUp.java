package io.meshee.api;

/** What becomes of the times of a {@link Reminder} that passed while no node could fire it. */
public enum CatchUp {

    /** The first of them is fired, at once; the next is the first in the future. */
    FIRE_ONCE,

    /** All of them are fired, one after the other, each under its own time. */
    FIRE_ALL,

    /** Those that are more than 10 seconds late are left out; a reminder of one time only is then gone. */
    SKIP
}
