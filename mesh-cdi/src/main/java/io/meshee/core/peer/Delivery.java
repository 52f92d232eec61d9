package io.meshee.core.peer;

import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A batch on its way through the inbox. */
final class Delivery {

    /** Stands for the batch before the first. */
    static final Delivery NONE = new Delivery(null, new Admission(List.of(), List.of(), 0), answers -> {});

    static {
        NONE.finish();
    }

    private final Batch.Header header;
    private final long epoch;
    private final Iterator<Message> messages;
    private final Consumer<List<Message>> answer;
    private final Answers answers = new Answers();
    private final long since = System.nanoTime();
    private volatile boolean handedOn;

    /**
     * A batch that was taken just now.
     *
     * @param answer takes the answers that are ready once all messages have been handed on, or it is asked to answer before
     */
    Delivery(Batch.Header header, Admission admission, Consumer<List<Message>> answer) {
        this.header = header;
        this.epoch = admission.epoch();
        this.messages = admission.taken().iterator();
        this.answer = answer;
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
        handedOn = true;
        answer();
    }

    boolean isHandedOn() {
        return handedOn;
    }

    boolean isUnansweredAfter(long nanos, long now) {
        return now - since > nanos && answers.isOpen();
    }

    /** Answers with what is ready, unless it has answered: what is not ready travels by itself. */
    void answer() {
        List<Message> ready = answers.close();
        if (ready != null) {
            answer.accept(ready);
        }
    }
}
