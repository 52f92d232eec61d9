package io.meshee.core.node;

import java.util.concurrent.locks.ReentrantLock;

/** A lock that is given to threads in the order in which they came, and that can tell who has come. */
final class Arrivals extends ReentrantLock {

    private static final long serialVersionUID = 1L;

    Arrivals() {
        super(true);
    }

    /** Whether the thread has the lock or stands in the queue for it, so that whoever comes now comes after it. */
    boolean hasTurn(Thread thread) {
        return hasQueuedThread(thread) || getOwner() == thread;
    }
}
