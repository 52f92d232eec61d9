package io.meshee.ejb.transport;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import io.meshee.core.Recurring;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import io.meshee.spi.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Batches over the data grid: each node listens to a topic of its own and answers on the asker's. Only byte arrays cross
 * the grid, so that the applications on both sides need not have the same name or classes.
 */
public final class DataGridTransport implements Transport {

    /** The transport's name. */
    public static final String NAME = "data-grid";

    private static final Logger LOG = System.getLogger(DataGridTransport.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int REQUEST = 1;
    private static final int ANSWER = 2;

    private final HazelcastInstance grid;
    private final String topicName;
    private final ScheduledExecutorService timer;
    private final Duration patience;
    private final Map<Long, Question> questions = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private UUID registration;
    private Future<?> sweeps;

    /**
     * A transport that listens to that topic.
     *
     * @param topicName the node's own; unlike for every start
     * @param timer gives up questions that nobody answers
     */
    public DataGridTransport(HazelcastInstance grid, String topicName, ScheduledExecutorService timer) {
        this(grid, topicName, timer, PATIENCE);
    }

    /** As the other, but waits so long for an answer. */
    DataGridTransport(HazelcastInstance grid, String topicName, ScheduledExecutorService timer, Duration patience) {
        this.grid = grid;
        this.topicName = topicName;
        this.timer = timer;
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> open(Receiver receiver) {
        ITopic<Object> topic = grid.getTopic(topicName);
        registration = topic.addMessageListener(message -> take(receiver, message));
        sweeps = timer.scheduleWithFixedDelay(() -> Recurring.carryOn(this::giveUpOverdue), 1, 1, TimeUnit.SECONDS);
        return Optional.of(topicName);
    }

    @Override
    public PromptLink connect(String endpoint) {
        return new DataGridLink(this, endpoint);
    }

    @Override
    public void close() {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
        if (registration != null && grid.getLifecycleService().isRunning()) {
            ITopic<byte[]> topic = grid.getTopic(topicName);
            topic.removeMessageListener(registration);
            topic.destroy();
        }
    }

    /** A batch that was sent, and is not answered yet. */
    private record Question(DataGridLink asker, long since, CompletableFuture<byte[]> answer) {}

    /** Sends a batch; the future completes with the answer, on the grid's thread. */
    CompletableFuture<byte[]> ask(DataGridLink asker, byte[] batch) {
        long number = numbers.incrementAndGet();
        Question question = new Question(asker, System.nanoTime(), new CompletableFuture<>());
        questions.put(number, question);
        try {
            publish(asker.endpoint(), REQUEST, number, batch);
        } catch (RuntimeException e) {
            questions.remove(number);
            throw e;
        }
        return question.answer();
    }

    /** Waits no longer for answers to that link. */
    void giveUp(DataGridLink asker, String reason) {
        giveUp(question -> question.asker() == asker, reason);
    }

    private void giveUpOverdue() {
        long now = System.nanoTime();
        giveUp(question -> now - question.since() > patience.toNanos(), "no answer in " + patience.toSeconds() + " s");
    }

    private void giveUp(Predicate<Question> which, String reason) {
        questions.forEach((number, question) -> {
            if (which.test(question) && questions.remove(number, question)) {
                question.answer().completeExceptionally(new LostException(reason, null));
            }
        });
    }

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
            case REQUEST -> receiver.deliver(bytes, answer -> answer(sender, number, answer));
            case ANSWER -> answered(number, bytes);
            default -> throw new MalformedException("neither a request nor an answer but " + kind);
        }
    }

    private void answer(String asker, long number, byte[] answer) {
        try {
            publish(asker, ANSWER, number, answer);
        } catch (HazelcastException | HazelcastInstanceNotActiveException e) {
            LOG.log(Level.DEBUG, "an answer was not sent, and its asker gives up", e);
        }
    }

    private void answered(long number, byte[] bytes) {
        Question question = questions.remove(number);
        if (question != null) {
            question.answer().complete(bytes);
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
