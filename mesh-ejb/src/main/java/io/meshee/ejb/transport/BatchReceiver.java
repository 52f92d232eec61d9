package io.meshee.ejb.transport;

import io.meshee.spi.Transport;
import jakarta.inject.Singleton;

/** Leads from the endpoint bean, which the container makes, to the node, which is made later. */
@Singleton
public class BatchReceiver {

    private volatile Transport.Receiver receiver;

    /** Made by the container. */
    public BatchReceiver() {
        // the receiver comes with open
    }

    void open(Transport.Receiver node) {
        receiver = node;
    }

    byte[] deliver(byte[] batch) {
        Transport.Receiver now = receiver;
        if (now == null) {
            throw new IllegalStateException("MESH00601: this node takes no batches: it is not started, or has stopped");
        }
        return now.deliver(batch);
    }
}
