package io.meshee.core.reminder;

import io.meshee.api.MeshException;
import io.meshee.core.Errors;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessTable;
import java.time.Duration;

/** Hands firings to the processes of this node. */
final class ReminderDelivery {

    private final String node;
    private final ProcessTable processes;
    private final SerialPayloadCodec codec;
    private final AllowedTypes allowed;
    private final long timeout;
    private final Firing.Results results;

    /** Each firing has that time to end. */
    ReminderDelivery(
            String node,
            ProcessTable processes,
            SerialPayloadCodec codec,
            AllowedTypes allowed,
            Duration timeout,
            Firing.Results results) {
        this.node = node;
        this.processes = processes;
        this.codec = codec;
        this.allowed = allowed;
        this.timeout = timeout.toNanos();
        this.results = results;
    }

    /** Hands it over, or tells what hinders that. */
    void deliver(Firing firing) {
        try {
            ProcessHost host = processes.host(firing.capability(), firing.type());
            if (host == null) {
                throw Errors.unknownProcess(node, firing.capability(), firing.type());
            }
            firing.begin(codec.decode(firing.content().payload(), allowed));
            if (!host.submit(firing, false)) {
                results.returned(firing);
            }
        } catch (CodecException e) {
            results.ended(
                    firing,
                    Errors.payload(
                            "the payload of reminder \"" + firing.entry().name() + "\"", firing.key(), e.getMessage()));
        } catch (MeshException e) {
            results.ended(firing, e);
        }
    }

    /** By {@link System#nanoTime()}. */
    long deadline() {
        return System.nanoTime() + timeout;
    }
}
