package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.BatchAnswer.Status;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes batches in: refuses what is not for this node, drops what it has seen, hands on the rest in order. */
public final class Inbox implements Transport.Receiver {

    private static final Logger LOG = System.getLogger(Inbox.class.getName());

    private final String mesh;
    private final String startId;
    private final Handler handler;
    private final Executor threads;
    private final Map<String, InboundLane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger arriving = new AtomicInteger();
    private final LongAdder batches = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Refusals refused = new Refusals(LOG);

    /**
     * An inbox for that start of a node.
     *
     * @param threads hands messages on, and runs fast handlers; must have a thread for each lane
     */
    public Inbox(String mesh, String startId, Handler handler, Executor threads) {
        this.mesh = mesh;
        this.startId = startId;
        this.handler = handler;
        this.threads = threads;
    }

    /** Takes the messages of batches. */
    public interface Handler {

        /** Why this node takes nothing now; {@code null} if it does. */
        String refusal();

        /** Whether the sender works by a newer view. */
        boolean isBehind(String lineage, long epoch);

        /** Waits, for a bounded time, until this node works by that view or a newer one. */
        void catchUp(String lineage, long epoch);

        /** Decides what to take. Called while the lane stands still, so that later ones are decided on later. */
        Admission admit(List<Message> messages);

        /**
         * Handles a message that was taken; puts its answer into {@code answers} if that is ready at once.
         *
         * @param takenAt the epoch by which it was taken
         */
        void take(Batch.Header from, Message message, long takenAt, Answers answers);

        /** Whether those behind a message may go on while that thread still takes it: none can overtake it any more. */
        boolean mayBePassed(Message message, Thread thread);
    }

    /** What came in since the start. */
    public record Traffic(long batches, long messages, long duplicates, long refused) {}

    /** Sees that no blocked handler holds others up. Called by one thread, every few milliseconds. */
    public void tick(long now) {
        lanes.values().forEach(lane -> lane.tick(now));
    }

    @Override
    public byte[] deliver(byte[] bytes) {
        arriving.incrementAndGet();
        try {
            return WireFormat.encode(answer(bytes));
        } finally {
            arriving.decrementAndGet();
        }
    }

    @Override
    public void deliver(byte[] bytes, Consumer<byte[]> answer) {
        Arrival arrival = new Arrival(answer);
        try {
            Screened screened = screen(bytes);
            if (screened.refusal() != null) {
                arrival.answer(screened.refusal());
            } else if (takesWaiting(screened.batch().header())) {
                threads.execute(() -> arrival.answer(answer(screened.batch())));
            } else {
                take(screened.batch(), arrival::answer);
            }
        } catch (RuntimeException e) {
            arrival.giveUp(e);
        }
    }

    /** A batch whose sender is to be answered by whichever thread can. */
    private final class Arrival {

        private final Consumer<byte[]> sender;
        private final AtomicBoolean over = new AtomicBoolean();

        Arrival(Consumer<byte[]> sender) {
            this.sender = sender;
            arriving.incrementAndGet();
        }

        void answer(BatchAnswer answer) {
            try {
                sender.accept(WireFormat.encode(answer));
            } finally {
                end();
            }
        }

        /** Nobody knows how far it has come: its sender is left without an answer, as if the node had died. */
        void giveUp(RuntimeException failure) {
            LOG.log(Level.WARNING, "MESH00194: a batch could not be taken", failure);
            end();
        }

        private void end() {
            if (over.compareAndSet(false, true)) {
                arriving.decrementAndGet();
            }
        }
    }

    /** How many batches have come and are not answered yet. */
    public int arriving() {
        return arriving.get();
    }

    @Override
    public void refuse(String reason) {
        refused.add(reason);
    }

    /** What came in since the start. */
    public Traffic traffic() {
        return new Traffic(batches.sum(), messages.sum(), duplicates.sum(), refused.count());
    }

    /** Tells, whenever it is asked, whether all that had been taken by now has been handled or handed on. */
    public BooleanSupplier handedOn() {
        List<Delivery> latest = lanes.values().stream().map(InboundLane::latest).toList();
        return () -> latest.stream().allMatch(Delivery::isHandedOn);
    }

    /** Forgets the lanes of nodes other than these starts. */
    public void retain(Collection<String> startIds) {
        lanes.keySet().removeIf(lane -> !startIds.contains(lane.substring(0, lane.indexOf('/'))));
    }

    /** A batch for this node, or why it takes none of it. */
    private record Screened(Batch batch, BatchAnswer refusal) {}

    private BatchAnswer answer(byte[] bytes) {
        Screened screened = screen(bytes);
        return screened.refusal() != null ? screened.refusal() : answer(screened.batch());
    }

    private Screened screen(byte[] bytes) {
        Batch batch;
        try {
            batch = WireFormat.decodeBatch(bytes);
        } catch (MalformedException e) {
            return new Screened(null, refusal("MESH00190: not a batch in Mesh's format: " + e.getMessage()));
        }
        Batch.Header header = batch.header();
        if (!header.mesh().equals(mesh)) {
            return new Screened(
                    batch, refusal("MESH00191: a batch of mesh " + header.mesh() + ", but this is mesh " + mesh));
        }
        if (!header.receiverStart().equals(startId)) {
            return new Screened(
                    batch,
                    refusal("MESH00192: a batch from node " + header.sender() + " for another start of this node"));
        }
        String reason = handler.refusal();
        return new Screened(batch, reason == null ? null : new BatchAnswer(Status.REFUSED, reason, List.of()));
    }

    /** Whether a thread that takes the batch may have to wait for something first. */
    private boolean takesWaiting(Batch.Header header) {
        return handler.isBehind(header.lineage(), header.epoch())
                || !lane(header).isNext(header);
    }

    private BatchAnswer answer(Batch batch) {
        Batch.Header header = batch.header();
        if (handler.isBehind(header.lineage(), header.epoch())) {
            handler.catchUp(header.lineage(), header.epoch());
        }
        CompletableFuture<BatchAnswer> answer = new CompletableFuture<>();
        Delivery delivery = take(batch, answer::complete);
        try {
            return answer.get(InboundLane.ANSWER_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            delivery.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            delivery.answer();
        } catch (ExecutionException e) {
            throw new AssertionError("nobody fails it", e);
        }
        return answer.join();
    }

    /** Has the lane take it; {@code null} if it has answered already. */
    private Delivery take(Batch batch, Consumer<BatchAnswer> answer) {
        Delivery delivery;
        try {
            delivery = lane(batch.header())
                    .add(batch, ready -> answer.accept(new BatchAnswer(Status.ACCEPTED, "", ready)));
        } catch (GapException e) {
            answer.accept(new BatchAnswer(Status.REFUSED, e.getMessage(), List.of()));
            return null;
        }
        if (delivery == null) {
            answer.accept(duplicate());
        } else {
            batches.increment();
            messages.add(batch.messages().size());
        }
        return delivery;
    }

    private InboundLane lane(Batch.Header header) {
        return lanes.computeIfAbsent(
                header.senderStart() + "/" + header.lane(), lane -> new InboundLane(handler, threads));
    }

    private BatchAnswer duplicate() {
        duplicates.increment();
        return new BatchAnswer(Status.DUPLICATE, "", List.of());
    }

    private BatchAnswer refusal(String reason) {
        refuse(reason);
        return new BatchAnswer(Status.REFUSED, reason, List.of());
    }
}
