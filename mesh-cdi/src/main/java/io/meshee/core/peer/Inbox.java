package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.BatchAnswer.Status;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Takes batches in: refuses what is not for this node, drops what it has seen, hands on the rest in order. */
public final class Inbox implements Transport.Receiver {

    private static final long ANSWERS_WAIT = TimeUnit.MILLISECONDS.toNanos(20);

    private final String mesh;
    private final String startId;
    private final Handler handler;
    private final Executor threads;
    private final Map<String, InboundLane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger arriving = new AtomicInteger();
    private final LongAdder batches = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Refusals refused = new Refusals(System.getLogger(Inbox.class.getName()));

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

        /** Learns of the sender's view before its messages come. */
        void heard(String lineage, long epoch);

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

    private BatchAnswer answer(byte[] bytes) {
        Batch batch;
        try {
            batch = WireFormat.decodeBatch(bytes);
        } catch (MalformedException e) {
            return refusal("MESH00190: not a batch in Mesh's format: " + e.getMessage());
        }
        Batch.Header header = batch.header();
        if (!header.mesh().equals(mesh)) {
            return refusal("MESH00191: a batch of mesh " + header.mesh() + ", but this is mesh " + mesh);
        }
        if (!header.receiverStart().equals(startId)) {
            return refusal("MESH00192: a batch from node " + header.sender() + " for another start of this node");
        }
        String refusal = handler.refusal();
        if (refusal != null) {
            return new BatchAnswer(Status.REFUSED, refusal, List.of());
        }
        handler.heard(header.lineage(), header.epoch());
        try {
            Delivery delivery = lanes.computeIfAbsent(
                            header.senderStart() + "/" + header.lane(), lane -> new InboundLane(handler, threads))
                    .add(batch);
            return delivery == null ? duplicate() : take(batch, delivery);
        } catch (GapException e) {
            return new BatchAnswer(Status.REFUSED, e.getMessage(), List.of());
        }
    }

    private BatchAnswer take(Batch batch, Delivery delivery) {
        batches.increment();
        messages.add(batch.messages().size());
        return new BatchAnswer(Status.ACCEPTED, "", delivery.answersWithin(ANSWERS_WAIT));
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
