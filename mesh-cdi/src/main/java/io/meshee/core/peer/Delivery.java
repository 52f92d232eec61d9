package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A batch on its way through the inbox. */
final class Delivery {

    /** Stands for the batch before the first. */
    static final Delivery NONE = new Delivery(null, new Admission(List.of(), List.of(), 0));

    static {
        NONE.finish();
    }

    private final Batch.Header header;
    private final long epoch;
    private final Iterator<Message> messages;
    private final Answers answers = new Answers();
    private final CountDownLatch handedOn = new CountDownLatch(1);

    Delivery(Batch.Header header, Admission admission) {
        this.header = header;
        this.epoch = admission.epoch();
        this.messages = admission.taken().iterator();
        admission.moved().forEach(answers::add);
    }

    Batch.Header header() {
        return header;
    }

    /** The epoch by which its messages were taken. */
    long epoch() {
        return epoch;
    }

    Answers answers() {
        return answers;
    }

    /** The next message; {@code null} after the last. Called by one drain at a time. */
    Message next() {
        return messages.hasNext() ? messages.next() : null;
    }

    /** Every message has been handed on. */
    void finish() {
        handedOn.countDown();
    }

    boolean isHandedOn() {
        return handedOn.getCount() == 0;
    }

    /** The answers that are ready once all messages have been handed on, or the time is over. */
    List<Message> answersWithin(long nanos) {
        try {
            handedOn.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what is not ready now travels by itself
        }
        return answers.close();
    }
}
