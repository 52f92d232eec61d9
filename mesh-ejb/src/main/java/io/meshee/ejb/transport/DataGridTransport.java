package io.meshee.ejb.transport;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Batches over the data grid: each node listens to a topic of its own and answers on the asker's. Only byte arrays cross
 * the grid, so that the applications on both sides need not have the same name or classes.
 */
public final class DataGridTransport implements Transport {

    /** The transport's name. */
    public static final String NAME = "data-grid";

    private static final int REQUEST = 1;
    private static final int ANSWER = 2;

    private final HazelcastInstance grid;
    private final String topicName;
    private final Executor deliveries;
    private final Map<Long, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private UUID registration;

    /**
     * A transport that listens to that topic.
     *
     * @param topicName the node's own; unlike for every start
     * @param deliveries runs the deliveries, which the grid's own threads must not
     */
    public DataGridTransport(HazelcastInstance grid, String topicName, Executor deliveries) {
        this.grid = grid;
        this.topicName = topicName;
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> open(Receiver receiver) {
        ITopic<Object> topic = grid.getTopic(topicName);
        registration = topic.addMessageListener(message -> take(receiver, message));
        return Optional.of(topicName);
    }

    @Override
    public Link connect(String endpoint) {
        return new DataGridLink(this, endpoint);
    }

    @Override
    public void close() {
        if (registration != null && grid.getLifecycleService().isRunning()) {
            ITopic<byte[]> topic = grid.getTopic(topicName);
            topic.removeMessageListener(registration);
            topic.destroy();
        }
    }

    /** Sends a batch; the future completes with the answer. */
    Asked ask(String endpoint, byte[] batch) {
        long number = numbers.incrementAndGet();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        asked.put(number, answer);
        publish(endpoint, REQUEST, number, batch);
        return new Asked(number, answer);
    }

    /** Waits for that answer no longer. */
    void forget(Asked question) {
        asked.remove(question.number());
    }

    /** A batch that was sent. */
    record Asked(long number, CompletableFuture<byte[]> answer) {}

    private void take(Receiver receiver, Message<?> message) {
        try {
            take(receiver, bytesOf(message));
        } catch (MalformedException e) {
            receiver.refuse("MESH00610: a frame on topic " + topicName + " is not in Mesh's format: " + e.getMessage());
        }
    }

    private void take(Receiver receiver, byte[] frame) throws MalformedException {
        WireReader in = new WireReader(frame);
        int kind = in.readByte();
        long number = in.readVarint();
        String sender = in.readString();
        byte[] bytes = in.readBytes();
        in.requireEnd();
        switch (kind) {
            case REQUEST -> deliveries.execute(() -> publish(sender, ANSWER, number, receiver.deliver(bytes)));
            case ANSWER -> answered(number, bytes);
            default -> throw new MalformedException("neither a request nor an answer but " + kind);
        }
    }

    private void answered(long number, byte[] bytes) {
        CompletableFuture<byte[]> answer = asked.remove(number);
        if (answer != null) {
            answer.complete(bytes);
        }
    }

    /** Anyone on the grid may publish anything here. */
    private static byte[] bytesOf(Message<?> message) throws MalformedException {
        Object content;
        try {
            content = message.getMessageObject();
        } catch (HazelcastSerializationException e) {
            throw new MalformedException("it cannot be read: " + e.getMessage());
        }
        if (content instanceof byte[] bytes) {
            return bytes;
        }
        throw new MalformedException(
                content == null ? "nothing came" : "a " + content.getClass().getName());
    }

    private void publish(String endpoint, int kind, long number, byte[] bytes) {
        ITopic<byte[]> topic = grid.getTopic(endpoint);
        topic.publish(new WireWriter(bytes.length + 64)
                .writeByte(kind)
                .writeVarint(number)
                .writeString(topicName)
                .writeBytes(bytes)
                .toByteArray());
    }
}
