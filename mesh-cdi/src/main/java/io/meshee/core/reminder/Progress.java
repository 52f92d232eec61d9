package io.meshee.core.reminder;

import io.meshee.api.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a reminder next. Pure.
 *
 * @param content what is to be kept of it
 * @param due when to look at it
 */
record Progress(Content content, Instant due) {

    /** What is later than this is missed, where missed times are to be left out. */
    static final Duration LATE = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Whether the time for which it is to fire is one that is left out. */
    static boolean isMissed(Content content, Instant now) {
        return content.catchUp() == CatchUp.SKIP
                && content.attempts() == 0
                && content.time().plus(LATE).isBefore(now);
    }

    /** After it was found to be missed; empty if nothing is left of it. */
    static Optional<Progress> afterMiss(Content content, Instant now) {
        return Times.of(content.schedule()).first(now.minus(LATE)).map(next -> of(content, next));
    }

    /** After it was fired; empty if nothing is left of it. */
    static Optional<Progress> afterFiring(Content content, Instant firedAt) {
        boolean missedOnesCount = content.catchUp() != CatchUp.FIRE_ONCE;
        Instant from = missedOnesCount || content.time().isAfter(firedAt) ? content.time() : firedAt;
        return Times.of(content.schedule()).after(from).map(next -> of(content, next));
    }

    /** After an attempt in vain: the same again, after a pause that doubles each time from 1 s up to 5 min. */
    static Progress afterVainAttempt(Content content, Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(content.attempts(), 16));
        return new Progress(
                content.triedOnceMore(), now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
    }

    private static Progress of(Content content, Instant next) {
        return new Progress(content.at(next), next);
    }
}
