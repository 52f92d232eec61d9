package io.meshee.chaos.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether this node has been told to linger. */
final class Lingering {

    private static final Duration LOOK = Duration.ofMillis(10);

    private static volatile boolean told;

    private Lingering() {}

    static void tell(boolean on) {
        told = on;
    }

    /** Holds the thread until the node is told otherwise, whoever interrupts it. */
    static void whileTold() {
        while (told) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
