package io.meshee.chaos.check;

import io.meshee.chaos.history.Process;

/**
 * Something that must not be.
 *
 * @param time when it showed, of the history's clock
 */
public record Finding(Kind kind, Process process, long time, String text) {

    /** What can be wrong. */
    public enum Kind {
        /** The values answered are not those of one counter: an increment was lost, or applied twice. */
        NOT_LINEARIZABLE,
        /** An activation answered after its successor had begun. */
        TWO_ACTIVATIONS,
        /** It could not be decided whether the values are those of one counter. */
        UNDECIDED
    }

    @Override
    public String toString() {
        return kind + " " + process + ": " + text;
    }
}
