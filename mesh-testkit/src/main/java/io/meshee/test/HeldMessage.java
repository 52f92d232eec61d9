package io.meshee.test;

import io.meshee.testkit.Gate;

/** A message that is held on its way between two nodes. */
public final class HeldMessage {

    private final Gate gate = new Gate();

    HeldMessage() {}

    /**
     * Waits until it is there, at most 15 s.
     *
     * @throws AssertionError if no message came
     */
    public void awaitArrival() {
        Unchecked.run(() -> gate.awaitArrivals(1));
    }

    /** Lets it go on. Without this it goes on after 30 s, lost. */
    public void release() {
        gate.open();
    }

    void pass() {
        gate.pass();
    }
}
