package io.meshee.core.peer;

/** As many messages wait in a lane as may. */
public final class LaneFullException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    LaneFullException(int capacity) {
        super("lane full", null, false, false);
        this.capacity = capacity;
    }

    /** How many may wait. */
    public int capacity() {
        return capacity;
    }
}
