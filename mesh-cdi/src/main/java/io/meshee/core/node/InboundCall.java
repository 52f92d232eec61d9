package io.meshee.core.node;

import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.peer.Answers;
import io.meshee.core.process.Invocation;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;

/** A message from a peer. Its answer rides back with the batch's own if it is ready in time, or travels by itself. */
final class InboundCall extends Invocation {

    private final InboundCalls calls;
    private final Batch.Header from;
    private final Message.Invoke message;
    private final Answers answers;

    InboundCall(
            InboundCalls calls,
            Batch.Header from,
            Message.Invoke message,
            Object payload,
            Object initArg,
            long deadline,
            Answers answers) {
        super(
                message.process().capability(),
                message.process().type(),
                message.process().id(),
                message.signature(),
                payload,
                initArg,
                deadline,
                message.headers(),
                Chains.fromWire(message.chain()),
                message.idempotencyKey());
        this.calls = calls;
        this.from = from;
        this.message = message;
        this.answers = answers;
    }

    Batch.Header from() {
        return from;
    }

    Message.Invoke message() {
        return message;
    }

    @Override
    public String callerPrincipal() {
        return message.principal();
    }

    @Override
    public void succeed(ProcessRef process, Object value) {
        if (message.wantsReply()) {
            answer(result(process, value));
        } else {
            calls.forget(this);
        }
    }

    @Override
    public void fail(Throwable failure) {
        if (message.wantsReply()) {
            answer(calls.payloads().failure(message.correlation(), key(), failure));
        } else {
            calls.forget(this);
            calls.castDropped(this, failure);
        }
    }

    /** The process has moved: what was accepted goes on from here. */
    @Override
    public void reroute() {
        calls.forget(this);
        if (backToWaiting()) {
            calls.handOn(this);
        }
    }

    private Message result(ProcessRef process, Object value) {
        try {
            return new Message.Result(
                    message.correlation(),
                    process.incarnation(),
                    calls.payloads().encode(value));
        } catch (CodecException e) {
            return calls.payloads().failure(message.correlation(), key(), Errors.reply(key(), e.getMessage()));
        }
    }

    private void answer(Message answer) {
        calls.forget(this);
        if (!answers.add(answer)) {
            calls.send(from, answer, deadline());
        }
    }
}
