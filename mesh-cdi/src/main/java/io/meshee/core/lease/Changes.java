package io.meshee.core.lease;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Tells of the changes of something that several threads look at. Nobody who has looked earlier comes in later and tells what
 * is over.
 */
final class Changes<T> {

    private final Supplier<T> subject;
    private final BiConsumer<T, T> told;
    private T last;

    /**
     * Nothing was told yet.
     *
     * @param subject is quick to look at
     * @param told gets what was, {@code null} at first, and what is, if that is something else
     */
    Changes(Supplier<T> subject, BiConsumer<T, T> told) {
        this.subject = subject;
        this.told = told;
    }

    /** Looks, and tells. */
    void look() {
        T before;
        T now;
        synchronized (this) {
            before = last;
            now = subject.get();
            last = now;
        }
        if (!now.equals(before)) {
            told.accept(before, now);
        }
    }
}
