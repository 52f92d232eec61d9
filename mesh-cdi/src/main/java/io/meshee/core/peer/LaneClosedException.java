package io.meshee.core.peer;

/** The peer of a lane is gone. */
public final class LaneClosedException extends Exception {

    private static final long serialVersionUID = 1L;

    LaneClosedException(String peer) {
        super("node " + peer + " is gone", null, false, false);
    }
}
