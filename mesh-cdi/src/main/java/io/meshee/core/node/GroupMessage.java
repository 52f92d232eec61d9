package io.meshee.core.node;

import io.meshee.api.ProcessRef;
import io.meshee.core.process.Invocation;
import java.util.Map;

/** A published message on its way to one member. Nobody waits for it; what becomes of it is only counted and published. */
final class GroupMessage extends Invocation {

    private final CallServices services;
    private final String principal;

    GroupMessage(CallServices services, ProcessRef member, Object payload, long deadline, String principal) {
        super(member.capability(), member.type(), member.id(), null, payload, null, deadline, Map.of(), null, null);
        this.services = services;
        this.principal = principal;
    }

    @Override
    public String callerPrincipal() {
        return principal;
    }

    @Override
    public void succeed(ProcessRef process, Object value) {
        // nobody waits for it
    }

    @Override
    public void fail(Throwable failure) {
        services.castDropped(this, failure);
    }

    @Override
    public void reroute() {
        // its activation has ended, and with it the membership
    }
}
