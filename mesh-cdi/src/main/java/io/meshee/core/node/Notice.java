package io.meshee.core.node;

import io.meshee.core.peer.Outgoing;
import io.meshee.core.wire.Message;

/** A message to a node that is sent once, whatever becomes of it. */
record Notice(Message message, int size) implements Outgoing {

    @Override
    public Message toWire(long now) {
        return message;
    }

    @Override
    public void taken() {
        // best effort
    }

    @Override
    public void moved() {
        // it is for a node, not for a process
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
