package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.core.process.Invocation;

/** A message without a reply. What becomes of it after it was accepted is only counted and published. */
final class Cast extends OutgoingCall {

    /** Nothing waits for it, so it has no chain; it goes in the name of the message's caller that is handled now. */
    Cast(Router router, Target target, long deadline, Invocation outer) {
        super(router, target, deadline, null, outer);
    }

    @Override
    boolean wantsReply() {
        return false;
    }

    @Override
    void ended(ProcessRef process, Object value) {
        // nobody waits for it
    }

    @Override
    void ended(MeshException failure) {
        services().castDropped(this, failure);
    }
}
