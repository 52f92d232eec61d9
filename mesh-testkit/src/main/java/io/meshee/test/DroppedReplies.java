package io.meshee.test;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.BatchAnswer;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.Message;
import io.meshee.core.wire.WireFormat;
import io.meshee.spi.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The replies of one node to another that are to get lost. A reply comes back with the answer to its call's batch, or
 * later in a batch of its own; here both ways are watched.
 */
final class DroppedReplies {

    private static final long LIMIT_SECONDS = 5;

    private final Map<Long, CountDownLatch> wanted = new ConcurrentHashMap<>();

    /** Delivers a batch. */
    @FunctionalInterface
    interface Delivery {
        byte[] deliver() throws Transport.NotSentException, Transport.LostException;
    }

    /** Delivers a batch with a call, and returns when the reply to the call has been lost, after 5 s at the latest. */
    void drop(long correlation, Delivery delivery) throws Transport.NotSentException, Transport.LostException {
        CountDownLatch dropped = new CountDownLatch(1);
        wanted.put(correlation, dropped);
        try {
            if (!answers(delivery.deliver(), correlation)) {
                dropped.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is ending: its call is lost in any case
        } finally {
            wanted.remove(correlation);
        }
    }

    /** The batch without the replies that are to get lost; {@code null} if nothing is left of it. */
    byte[] takeOut(byte[] bytes) {
        if (wanted.isEmpty()) {
            return bytes;
        }
        Batch batch = KitLink.read(bytes);
        List<Message> rest =
                batch.messages().stream().filter(message -> !takeOut(message)).toList();
        if (rest.size() == batch.messages().size()) {
            return bytes;
        }
        return rest.isEmpty() ? null : WireFormat.encode(new Batch(batch.header(), rest));
    }

    private boolean takeOut(Message message) {
        CountDownLatch dropped = isReply(message) ? wanted.get(message.correlation()) : null;
        if (dropped != null) {
            dropped.countDown();
        }
        return dropped != null;
    }

    private static boolean answers(byte[] answer, long correlation) {
        try {
            BatchAnswer read = WireFormat.decodeAnswer(answer);
            return read.status() != BatchAnswer.Status.ACCEPTED
                    || read.messages().stream()
                            .anyMatch(message -> isReply(message) && message.correlation() == correlation);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReply(Message message) {
        return message instanceof Message.Result || message instanceof Message.Failure;
    }
}
