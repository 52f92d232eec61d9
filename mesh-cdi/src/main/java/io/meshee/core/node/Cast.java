package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;

/** A message without a reply. What becomes of it after it was accepted is only counted and published. */
final class Cast extends OutgoingCall {

    Cast(Router router, Target target, long deadline) {
        super(router, target, deadline, null);
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
        router().castDropped(this, failure);
    }
}
