package io.meshee.core.node;

import io.meshee.core.peer.Outgoing;
import io.meshee.core.wire.Message;

/** Takes a message out at a peer, if it has not started there. Best effort. */
record Cancellation(long correlation) implements Outgoing {

    @Override
    public Message toWire(long now) {
        return new Message.Cancel(correlation);
    }

    @Override
    public int size() {
        return 16;
    }

    @Override
    public void taken() {
        // best effort
    }

    @Override
    public void moved() {
        // best effort
    }

    @Override
    public void notTaken(String reason) {
        // best effort
    }

    @Override
    public void lost(String reason) {
        // best effort
    }
}
