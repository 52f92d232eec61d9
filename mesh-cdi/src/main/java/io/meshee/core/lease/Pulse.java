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
 * answered they take the transports in turn. Each transport has places of its own: a connection that hangs from a cut goes on
 * hanging for seconds after it has healed, and must not keep the questions from the way that is open again.
 */
final class Pulse {

    private static final Logger LOG = System.getLogger(Pulse.class.getName());

    private static final int MOST_UNDER_WAY = 4; // on each way, and
    private static final int MOST_THAT_HANG = 8; // if the last one was sent so long ago:
    private static final int ONE_MORE_AFTER = 2; // of a lease
    private static final int PROOF_SOUGHT_AFTER = 6; // of a lease
    private static final int OTHER_LINK_AFTER = 3; // of a lease

    private final Node node;
    private final Heartbeats heartbeats;
    private final List<Way> ways;
    private final long leaseNanos;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean probing = new AtomicBoolean();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong answeredAt = new AtomicLong(System.nanoTime());
    private final AtomicLong resetAt = new AtomicLong();

    Pulse(Node node, List<Transport> transports, Heartbeats heartbeats, long leaseNanos) {
        this.node = node;
        this.heartbeats = heartbeats;
        this.leaseNanos = leaseNanos;
        this.resetAt.set(System.nanoTime() - leaseNanos - 1);
        this.ways = transports.stream()
                .filter(transport -> node.endpoints().containsKey(transport.name()))
                .map(transport -> new Way(transport.connect(node.endpoints().get(transport.name()))))
                .toList();
    }

    private record Way(Transport.Link link, AtomicInteger underWay, AtomicLong enteredAt) {

        Way(Transport.Link link) {
            this(link, new AtomicInteger(), new AtomicLong(System.nanoTime()));
        }

        boolean enter(long patience) {
            long now = System.nanoTime();
            boolean hangs = now - enteredAt.get() > patience;
            if (underWay.incrementAndGet() <= (hangs ? MOST_THAT_HANG : MOST_UNDER_WAY)) {
                enteredAt.set(now);
                return true;
            }
            leave();
            return false;
        }

        void leave() {
            underWay.decrementAndGet();
        }
    }

    /**
     * Asks, unless a question that is about to be sent will tell the same. Looks for proof of death as soon as a question has
     * gone unanswered for longer than it takes to ask the next: a transport may try for seconds to reach a dead node.
     */
    void beat() {
        if (!ways.isEmpty() && isSilentFor(leaseNanos / PROOF_SOUGHT_AFTER) && !probing.get()) {
            heartbeats.run(this::probe);
        }
        if (ways.isEmpty() || !asked.compareAndSet(false, true)) {
            return;
        }
        Way way = next();
        if (way.enter(leaseNanos / ONE_MORE_AFTER)) {
            heartbeats.run(() -> ask(way));
        } else {
            asked.set(false);
        }
    }

    /** Its host can be reached, and nothing has come back all the same: what hangs from a cut is given up, now and then. */
    void reset() {
        long now = System.nanoTime();
        long last = resetAt.get();
        if (now - last > leaseNanos && resetAt.compareAndSet(last, now)) {
            ways.forEach(way -> way.link().reset());
        }
    }

    void close() {
        ways.forEach(way -> way.link().close());
    }

    private void ask(Way way) {
        try {
            asked.set(false);
            byte[] question = heartbeats.question(node);
            long sentAt = System.nanoTime();
            heartbeats.answered(node, sentAt, way.link().deliver(question));
            answeredAt.accumulateAndGet(sentAt, (before, now) -> now - before > 0 ? now : before);
        } catch (Transport.NotSentException | Transport.LostException | MalformedException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "node " + node.name() + " did not answer a heartbeat", e);
            probe();
        } finally {
            way.leave();
        }
    }

    private boolean isSilentFor(long nanos) {
        return System.nanoTime() - answeredAt.get() > nanos;
    }

    private Way next() {
        boolean troubled = isSilentFor(leaseNanos / OTHER_LINK_AFTER);
        return ways.get(troubled ? Math.floorMod(turn.getAndIncrement(), ways.size()) : 0);
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
