package io.meshee.core.node;

import io.meshee.core.peer.Outgoing;
import io.meshee.core.wire.Message;

/**
 * A message to a node that is sent once, whatever becomes of it.
 *
 * @param dropped is told if it did not get there, as far as that is known
 */
record Notice(Message message, int size, Runnable dropped) implements Outgoing {

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
        dropped.run();
    }

    @Override
    public void lost(String reason) {
        dropped.run();
    }
}
