package io.meshee.chaos.history;

/** What a caller got. */
public sealed interface Result {

    /**
     * The process answered.
     *
     * @param node where it lived
     * @param incarnation of the activation that answered
     */
    record Answered(long value, String node, long incarnation) implements Result {}

    /**
     * The call ended without an answer.
     *
     * @param executed what is known of it
     * @param error the kind of failure, a word
     * @param text the rest of what was said
     */
    record Failed(Executed executed, String error, String text) implements Result {}

    /** Whether a call that failed did what it was to do. */
    enum Executed {
        /** It certainly did not, and will not. */
        NO,
        /** It may have, or may yet. */
        UNKNOWN
    }
}
