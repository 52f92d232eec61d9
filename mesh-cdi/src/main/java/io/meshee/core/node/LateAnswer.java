package io.meshee.core.node;

import io.meshee.core.peer.Outgoing;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;

/** An answer that was not ready in time to ride back with its batch. */
final class LateAnswer implements Outgoing {

    private final InboundCalls calls;
    private final Batch.Header to;
    private final Message message;
    private final long deadline;

    LateAnswer(InboundCalls calls, Batch.Header to, Message message, long deadline) {
        this.calls = calls;
        this.to = to;
        this.message = message;
        this.deadline = deadline;
    }

    Batch.Header to() {
        return to;
    }

    Message message() {
        return message;
    }

    long deadline() {
        return deadline;
    }

    @Override
    public Message toWire(long now) {
        return message;
    }

    @Override
    public int size() {
        return 128 + (message instanceof Message.Result result ? result.value().length : 0);
    }

    @Override
    public void taken() {
        // the caller has it
    }

    @Override
    public void moved() {
        throw new IllegalStateException("answers are for nodes, not for processes");
    }

    @Override
    public void notTaken(String reason) {
        calls.sendLater(this);
    }

    @Override
    public void lost(String reason) {
        calls.answerLost(this, reason);
    }
}
