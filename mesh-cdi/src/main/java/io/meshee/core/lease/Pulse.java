package io.meshee.core.lease;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The questions to one node. Several may be under way, so that one that hangs does not hold up the next; and when none is
 * answered they take the transports in turn.
 */
final class Pulse {

    private static final Logger LOG = System.getLogger(Pulse.class.getName());

    private static final int MOST_UNDER_WAY = 4;
    private static final int PROOF_SOUGHT_AFTER = 6; // of a lease
    private static final int OTHER_LINK_AFTER = 3; // of a lease

    private final Node node;
    private final Heartbeats heartbeats;
    private final List<Transport.Link> links;
    private final long leaseNanos;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean probing = new AtomicBoolean();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong answeredAt = new AtomicLong(System.nanoTime());

    Pulse(Node node, List<Transport> transports, Heartbeats heartbeats, long leaseNanos) {
        this.node = node;
        this.heartbeats = heartbeats;
        this.leaseNanos = leaseNanos;
        this.links = transports.stream()
                .filter(transport -> node.endpoints().containsKey(transport.name()))
                .map(transport -> transport.connect(node.endpoints().get(transport.name())))
                .toList();
    }

    /**
     * Asks, unless a question that is about to be sent will tell the same. Looks for proof of death as soon as a question has
     * gone unanswered for longer than it takes to ask the next: a transport may try for seconds to reach a dead node.
     */
    void beat() {
        if (!links.isEmpty() && isSilentFor(leaseNanos / PROOF_SOUGHT_AFTER) && !probing.get()) {
            heartbeats.run(this::probe);
        }
        if (links.isEmpty() || !asked.compareAndSet(false, true)) {
            return;
        }
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            asked.set(false);
            return;
        }
        heartbeats.run(this::ask);
    }

    void close() {
        links.forEach(Transport.Link::close);
    }

    private void ask() {
        try {
            asked.set(false);
            byte[] question = heartbeats.question(node);
            long sentAt = System.nanoTime();
            heartbeats.answered(node, sentAt, link().deliver(question));
            answeredAt.accumulateAndGet(sentAt, (before, now) -> now - before > 0 ? now : before);
        } catch (Transport.NotSentException | Transport.LostException | MalformedException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "node " + node.name() + " did not answer a heartbeat", e);
            probe();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private boolean isSilentFor(long nanos) {
        return System.nanoTime() - answeredAt.get() > nanos;
    }

    private Transport.Link link() {
        boolean troubled = isSilentFor(leaseNanos / OTHER_LINK_AFTER);
        return links.get(troubled ? Math.floorMod(turn.getAndIncrement(), links.size()) : 0);
    }

    private void probe() {
        if (probing.compareAndSet(false, true)) {
            try {
                heartbeats.unreachable(node);
            } finally {
                probing.set(false);
            }
        }
    }
}
