package io.meshee.core.node;

import io.meshee.core.lease.Heartbeats;
import io.meshee.core.peer.Inbox;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.Transport;
import java.util.function.Supplier;

/**
 * Takes frames from the transports: heartbeats are answered at once, all others are for the inbox.
 *
 * @param heartbeats gives {@code null} as long as this node has not joined
 */
record Reception(Inbox inbox, Supplier<Heartbeats> heartbeats) implements Transport.Receiver {

    @Override
    public byte[] deliver(byte[] frame) {
        Heartbeats open = heartbeats.get();
        if (open == null || !Heartbeats.isHeartbeat(frame)) {
            return inbox.deliver(frame);
        }
        try {
            return open.deliver(frame);
        } catch (MalformedException e) {
            return inbox.deliver(frame); // which refuses it, and counts
        }
    }

    @Override
    public void refuse(String reason) {
        inbox.refuse(reason);
    }
}
