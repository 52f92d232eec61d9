package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.core.wire.Message;

/**
 * A peer's message that this node had taken and hands on, since the process is not here any more. The next owner answers
 * the peer itself; if this node is that owner again, or it comes to no other, this node does.
 */
final class RelayedCall extends OutgoingCall {

    private final InboundCall inbound;
    private final InboundCalls calls;

    RelayedCall(Router router, InboundCalls calls, InboundCall inbound) {
        super(
                router,
                new Target(
                        inbound.capability(),
                        inbound.type(),
                        inbound.id(),
                        inbound.signature(),
                        inbound.payload(),
                        inbound.initArg(),
                        inbound.headers(),
                        Expected.ANYTHING,
                        inbound.idempotencyKey()),
                inbound.deadline(),
                inbound.chain(),
                inbound);
        this.inbound = inbound;
        this.calls = calls;
        takenAt(inbound.takenAt());
        place(inbound.place());
        encoded(inbound.message().payload(), inbound.message().initArg());
    }

    /** This node does not wait for its answer. */
    @Override
    boolean wantsReply() {
        return false;
    }

    @Override
    boolean isAnswered() {
        return inbound.message().wantsReply();
    }

    @Override
    Message.HandedOn handedOn() {
        return new Message.HandedOn(
                inbound.from().sender(),
                inbound.from().senderStart(),
                inbound.message().correlation(),
                takenAt(),
                place());
    }

    @Override
    public void taken() {
        if (isAnswered()) {
            calls.forwarded(inbound, node(), startId());
        }
        super.taken();
    }

    @Override
    public void succeed(ProcessRef process, Object value) {
        inbound.succeed(process, value);
    }

    @Override
    public void fail(Throwable failure) {
        router().arrived(this);
        inbound.fail(failure);
    }

    @Override
    void ended(ProcessRef process, Object value) {
        inbound.succeed(process, value);
    }

    @Override
    void ended(MeshException failure) {
        inbound.fail(failure);
    }
}
