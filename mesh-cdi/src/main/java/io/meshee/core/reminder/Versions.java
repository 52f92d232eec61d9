package io.meshee.core.reminder;

import io.meshee.spi.ReminderStore;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers that do not come twice: chosen at random out of 2^64, so that no node need ask another. */
final class Versions {

    private Versions() {}

    static long next() {
        long version = ReminderStore.NONE;
        while (version == ReminderStore.NONE) {
            version = ThreadLocalRandom.current().nextLong();
        }
        return version;
    }
}
