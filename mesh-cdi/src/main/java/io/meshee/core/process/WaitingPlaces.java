package io.meshee.core.process;

import io.meshee.api.OverloadedException;

/** The node's places for messages that wait before they come to a mailbox. Safe for any number of threads. */
public interface WaitingPlaces {

    /**
     * Takes a place.
     *
     * @throws OverloadedException if all are taken; that is counted
     */
    void take();

    /** Gives a place back. */
    void give();
}
