package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ordered way to one peer. One batch is under way at a time; what is queued meanwhile makes up the next one, so that
 * messages share invocations the more the busier the lane is, and wait for none when it is idle.
 */
final class Lane {

    private static final Logger LOG = System.getLogger(Lane.class.getName());

    private static final int MOST_MESSAGES = 1024;
    private static final int MOST_BYTES = 512 * 1024;

    private final int number;
    private final int capacity;
    private final Executor senders;
    private final Peer peer;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean pumping = new AtomicBoolean();
    private long batches;
    private volatile boolean closed;

    /**
     * An empty lane.
     *
     * @param before its batches have higher numbers than that
     */
    Lane(int number, long before, int capacity, Executor senders, Peer peer) {
        this.number = number;
        this.batches = before;
        this.capacity = capacity;
        this.senders = senders;
        this.peer = peer;
    }

    /**
     * Queues a message.
     *
     * @param must whether it is queued even if the lane is full: an answer, which its caller's bound already counts
     */
    void add(Outgoing outgoing, boolean must) throws LaneFullException, LaneClosedException {
        if (closed) {
            throw new LaneClosedException(peer.name());
        }
        if (queued.incrementAndGet() > capacity && !must) {
            queued.decrementAndGet();
            throw new LaneFullException(capacity);
        }
        queue.add(outgoing);
        if (closed && queue.remove(outgoing)) {
            throw new LaneClosedException(peer.name());
        }
        wake();
    }

    int queued() {
        return queued.get();
    }

    /** With one for a batch that is under way: whoever stops must wait for it. */
    int unsent() {
        return queued.get() + (pumping.get() ? 1 : 0);
    }

    /** Takes no more messages; those that wait were not taken by the peer. */
    void close() {
        closed = true;
        for (Outgoing next = poll(); next != null; next = poll()) {
            next.notTaken("the node is gone");
        }
    }

    private void wake() {
        if (!pumping.get() && pumping.compareAndSet(false, true)) {
            senders.execute(this::pump);
        }
    }

    private void pump() {
        while (true) {
            List<Outgoing> batch = takeBatch();
            if (!batch.isEmpty()) {
                send(batch);
                continue;
            }
            pumping.set(false);
            if (queue.isEmpty() || !pumping.compareAndSet(false, true)) {
                return;
            }
        }
    }

    private List<Outgoing> takeBatch() {
        List<Outgoing> batch = new ArrayList<>();
        int bytes = 0;
        while (batch.size() < MOST_MESSAGES && bytes < MOST_BYTES) {
            Outgoing next = poll();
            if (next == null) {
                break;
            }
            batch.add(next);
            bytes += next.size();
        }
        return batch;
    }

    private void send(List<Outgoing> taken) {
        List<Outgoing> sent = new ArrayList<>(taken.size());
        List<Message> messages = new ArrayList<>(taken.size());
        long now = System.nanoTime();
        for (Outgoing outgoing : taken) {
            Message message = outgoing.toWire(now);
            if (message != null) {
                sent.add(outgoing);
                messages.add(message);
            }
        }
        if (!sent.isEmpty()) {
            deliver(sent, new Batch(peer.header(number, batches + 1), messages));
        }
    }

    private void deliver(List<Outgoing> sent, Batch batch) {
        BatchAnswer answer;
        try {
            answer = WireFormat.decodeAnswer(peer.link().deliver(WireFormat.encode(batch)));
            batches++;
        } catch (Transport.NotSentException e) {
            sent.forEach(outgoing -> outgoing.notTaken(e.getMessage()));
            return;
        } catch (Transport.LostException e) {
            batches++;
            sent.forEach(outgoing -> outgoing.lost(e.getMessage()));
            return;
        } catch (MalformedException e) {
            batches++;
            sent.forEach(outgoing -> outgoing.lost("its answer is not in Mesh's format: " + e.getMessage()));
            return;
        } catch (RuntimeException e) {
            batches++;
            LOG.log(Level.WARNING, "MESH00181: the transport to node " + peer.name() + " failed unexpectedly", e);
            sent.forEach(outgoing -> outgoing.lost("its transport failed: " + e));
            return;
        }
        take(sent, batch.messages(), answer);
    }

    private void take(List<Outgoing> sent, List<Message> messages, BatchAnswer answer) {
        switch (answer.status()) {
            case ACCEPTED -> accepted(sent, messages, answer);
            case REFUSED -> sent.forEach(outgoing -> outgoing.notTaken(answer.reason()));
            case DUPLICATE -> sent.forEach(outgoing -> outgoing.lost("the batch had been taken before"));
        }
    }

    /** What the peer did not take is told so before what it took, so that nothing overtakes it. */
    private void accepted(List<Outgoing> sent, List<Message> messages, BatchAnswer answer) {
        Set<Long> moved = new HashSet<>();
        for (Message each : answer.messages()) {
            if (each instanceof Message.Moved) {
                moved.add(each.correlation());
            } else {
                peer.answered(each);
            }
        }
        List<Outgoing> taken = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            if (!moved.isEmpty()
                    && messages.get(i) instanceof Message.Invoke invoke
                    && moved.contains(invoke.correlation())) {
                sent.get(i).moved();
            } else {
                taken.add(sent.get(i));
            }
        }
        taken.forEach(Outgoing::taken);
    }

    private Outgoing poll() {
        Outgoing next = queue.poll();
        if (next != null) {
            queued.decrementAndGet();
        }
        return next;
    }
}
