package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.Message;
import io.meshee.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ordered way to one peer. While a batch is under way what is queued makes up the next one, so that messages share
 * invocations the more the busier the lane is, and wait for none when it is idle. A batch that is well filled does not wait
 * for the one before it: the two nodes and the way between them then work at the same time.
 */
final class Lane {

    private static final int MOST_MESSAGES = 1024;
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_UNDER_WAY = 2;

    /** How many messages are worth an invocation beside one that is under way. */
    private static final int WELL_FILLED = 64;

    private final int number;
    private final int capacity;
    private final Executor senders;
    private final Peer peer;
    private final Queue<Outgoing> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger pumps = new AtomicInteger();
    private final BatchNumbers numbers;
    private volatile boolean closed;

    /**
     * An empty lane.
     *
     * @param before its batches have higher numbers than that
     */
    Lane(int number, long before, int capacity, Executor senders, Peer peer) {
        this.number = number;
        this.numbers = new BatchNumbers(before);
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

    /** With one for each batch that is under way: whoever stops must wait for it. */
    int unsent() {
        return queued.get() + pumps.get();
    }

    /** Takes no more messages; those that wait were not taken by the peer. */
    void close() {
        closed = true;
        for (Outgoing next = poll(); next != null; next = poll()) {
            next.notTaken("the node is gone");
        }
    }

    private void wake() {
        if (join()) {
            if (peer.link() instanceof Transport.PromptLink prompt) {
                send(prompt);
            } else {
                senders.execute(this::pump);
            }
        }
    }

    /** Counts another pump, if there is work for one. */
    private boolean join() {
        int now = pumps.get();
        while (now == 0 || now < MOST_UNDER_WAY && isWellFilled() && numbers.mayGo(true)) {
            if (pumps.compareAndSet(now, now + 1)) {
                return true;
            }
            now = pumps.get();
        }
        return false;
    }

    private boolean isWellFilled() {
        return queued.get() >= WELL_FILLED;
    }

    private void pump() {
        do {
            boolean whole = false;
            try {
                deliverAll();
                whole = true;
            } finally {
                leave();
                if (!whole) {
                    wake(); // whatever was thrown, another thread goes on
                }
            }
        } while (!queue.isEmpty() && join());
    }

    private void deliverAll() {
        for (Parcel next = next(); next != null; next = next()) {
            boolean taken = false;
            try {
                taken = next.deliver();
            } finally {
                numbers.settle(next.number(), taken);
            }
        }
    }

    /** The same where no thread has to wait for an answer: whoever queues a message on an idle lane sends it too. */
    private void send(Transport.PromptLink link) {
        Parcel next = next();
        if (next == null) {
            leave();
            sendElsewhere(link);
            return;
        }
        next.send(link).whenComplete((answer, failure) -> {
            BatchAnswer read = failure == null ? next.shortAnswer(answer) : null;
            if (read != null) {
                numbers.settle(next.number(), true);
                leave(); // before who is answered calls again
                next.answered(read);
                sendElsewhere(link);
            } else {
                elsewhere(() -> settle(link, next, answer, failure));
            }
        });
    }

    private void settle(Transport.PromptLink link, Parcel parcel, byte[] answer, Throwable failure) {
        boolean taken = false;
        try {
            if (failure == null) {
                taken = parcel.answered(answer);
            } else {
                parcel.failed(failure);
            }
        } finally {
            numbers.settle(parcel.number(), taken);
            leave();
            if (!queue.isEmpty() && join()) {
                send(link);
            }
        }
    }

    private void leave() {
        pumps.decrementAndGet();
    }

    /** Sends what has been queued meanwhile, on a thread that may be kept. */
    private void sendElsewhere(Transport.PromptLink link) {
        if (!queue.isEmpty() && join()) {
            elsewhere(() -> send(link));
        }
    }

    private void elsewhere(Runnable work) {
        try {
            senders.execute(work);
        } catch (RejectedExecutionException e) {
            work.run(); // the node stops: there is no other thread any more
        }
    }

    /** The next batch; {@code null} if nothing is queued, or not enough for another one beside that under way. */
    private synchronized Parcel next() {
        List<Outgoing> sent = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        while (messages.isEmpty() && numbers.mayGo(isWellFilled())) {
            if (!fill(sent, messages)) {
                break;
            }
        }
        if (messages.isEmpty()) {
            return null;
        }
        long after = numbers.latestUnderWay();
        return new Parcel(peer, new Batch(peer.header(number, numbers.next(), after), messages), sent);
    }

    /** Takes what is queued. False if nothing was. */
    private boolean fill(List<Outgoing> sent, List<Message> messages) {
        long now = System.nanoTime();
        int bytes = 0;
        int taken = 0;
        for (; taken < MOST_MESSAGES && bytes < MOST_BYTES; taken++) {
            Outgoing next = poll();
            if (next == null) {
                break;
            }
            Message message = next.toWire(now);
            if (message != null) {
                sent.add(next);
                messages.add(message);
                bytes += next.size();
            }
        }
        return taken > 0;
    }

    private Outgoing poll() {
        Outgoing next = queue.poll();
        if (next != null) {
            queued.decrementAndGet();
        }
        return next;
    }
}
