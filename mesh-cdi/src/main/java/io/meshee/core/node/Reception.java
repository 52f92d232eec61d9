package io.meshee.core.node;

import io.meshee.core.lease.Heartbeats;
import io.meshee.core.peer.Inbox;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.Transport;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes frames from the transports: heartbeats are answered at once, all others are for the inbox.
 *
 * @param heartbeats gives {@code null} as long as this node has not joined
 * @param threads answers heartbeats for threads that must not wait
 */
record Reception(Inbox inbox, Supplier<Heartbeats> heartbeats, Executor threads) implements Transport.Receiver {

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
    public void deliver(byte[] frame, Consumer<byte[]> answer) {
        if (Heartbeats.isHeartbeat(frame)) {
            threads.execute(() -> answer.accept(deliver(frame)));
        } else {
            inbox.deliver(frame, answer);
        }
    }

    @Override
    public void refuse(String reason) {
        inbox.refuse(reason);
    }
}
