package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessRef;
import io.meshee.api.Request;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.peer.Outgoing;
import io.meshee.core.process.CallChain;
import io.meshee.core.process.Invocation;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * A message that an application on this node sends. It runs here or goes to a peer, and may be routed again as long as it
 * provably has not started.
 */
abstract class OutgoingCall extends Invocation implements Outgoing {

    private static final VarHandle TRAVEL;

    static {
        try {
            TRAVEL = MethodHandles.lookup().findVarHandle(OutgoingCall.class, "travel", Travel.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Router router;
    private final Type expectedReply;
    private final List<Class<?>> expectedExceptions;
    private Invocation outer;
    private String principal;
    private boolean principalKnown;
    private volatile Travel travel;

    /**
     * A message that has been nowhere yet.
     *
     * @param chain the processes that wait for it; {@code null} if none
     * @param outer the message whose handler sends it; {@code null} if none does
     */
    OutgoingCall(Router router, Target target, long deadline, CallChain chain, Invocation outer) {
        super(
                target.capability(),
                target.type(),
                target.id(),
                target.signature(),
                target.payload(),
                target.initArg(),
                deadline,
                target.headers(),
                chain,
                target.idempotencyKey());
        this.router = router;
        this.expectedReply = target.expected().reply();
        this.expectedExceptions = target.expected().exceptions();
        this.outer = outer;
    }

    /**
     * A message that a request asks for. Takes it apart itself: a target in between would be garbage at each call.
     *
     * @param chain the processes that wait for it; {@code null} if none
     * @param outer the message whose handler sends it; {@code null} if none does
     */
    OutgoingCall(
            Router router,
            Request<?> request,
            String capability,
            String type,
            long deadline,
            CallChain chain,
            Invocation outer) {
        super(
                capability,
                type,
                request.id(),
                null,
                request.payload(),
                request.initArg(),
                deadline,
                request.headers(),
                chain,
                request.idempotencyKey().orElse(null));
        this.router = router;
        this.expectedReply = request.replyType();
        this.expectedExceptions = List.of();
        this.outer = outer;
    }

    /** What is called, and with what. */
    record Target(
            String capability,
            String type,
            String id,
            String signature,
            Object payload,
            Object initArg,
            Map<String, String> headers,
            Expected expected,
            String idempotencyKey) {

        /** Another message to the same process. */
        Target with(String otherSignature, Object otherPayload, Expected otherExpected) {
            return new Target(
                    capability,
                    type,
                    id,
                    otherSignature,
                    otherPayload,
                    initArg,
                    headers,
                    otherExpected,
                    idempotencyKey);
        }
    }

    abstract boolean wantsReply();

    /** The call ends with this value. */
    abstract void ended(ProcessRef process, Object value);

    /** The call ends without a value. */
    abstract void ended(MeshException failure);

    @Override
    public void succeed(ProcessRef process, Object value) {
        try {
            Object handedOver = startId() == null && services().payloads().copiesLocally()
                    ? services().payloads().copyReply(value, expected())
                    : value;
            if (fits(handedOver)) {
                ended(process, handedOver);
            } else {
                ended(Errors.replyType(key(), handedOver, expectedReply));
            }
        } catch (CodecException e) {
            ended(Errors.reply(key(), e.getMessage()));
        }
    }

    @Override
    public void fail(Throwable failure) {
        router.arrived(this);
        ended(failure instanceof MeshException known ? known : Errors.failedAsDeclared(key(), failure));
    }

    /** That of the first caller, whatever was called in between. */
    @Override
    public final String callerPrincipal() {
        leaveCaller();
        return principal;
    }

    /** Who the caller is can be asked on the caller's own thread alone, and costs more than a warm local call. */
    @Override
    public final void leaveCaller() {
        if (!principalKnown) {
            principal = outer == null ? services().callerPrincipal() : outer.callerPrincipal();
            principalKnown = true;
            outer = null;
        }
    }

    /** Makes ready for a handler on this node, which may have to get a payload of its own. */
    final void prepareLocal() {
        Travel before = travel;
        if (before != null) {
            before.goesNowhere();
        }
        if (services().payloads().copiesLocally()) {
            try {
                payload(services().payloads().copy(payload()));
            } catch (CodecException e) {
                throw Errors.payload("the payload", key(), e.getMessage());
            }
        }
    }

    private boolean fits(Object value) {
        Type raw = expectedReply instanceof ParameterizedType generic ? generic.getRawType() : expectedReply;
        return value == null || !(raw instanceof Class<?> type) || type.isPrimitive() || type.isInstance(value);
    }

    /** Counts a message that ended before it started. */
    final void noteUnstarted(boolean expired) {
        if (expired) {
            services().journal().expired();
        } else {
            services().journal().withdrawn();
        }
    }

    final Router router() {
        return router;
    }

    final CallServices services() {
        return router.services();
    }

    /** Put together when it is asked for: what never leaves its node needs none. */
    final Expected expected() {
        return new Expected(expectedReply, expectedExceptions);
    }

    /** Why it could not be sent, the last time that it could not; {@code null} if there was no such time. */
    final String hindrance() {
        Travel now = travel;
        return now == null ? null : now.hindrance();
    }

    final long correlation() {
        Travel now = travel;
        return now == null ? 0 : now.correlation();
    }

    /** The name of the node that it went to last. */
    final String node() {
        Travel now = travel;
        return now == null ? null : now.node();
    }

    /** The start id of the node that it went to last; {@code null} if it went to none. */
    final String startId() {
        Travel now = travel;
        return now == null ? null : now.startId();
    }

    /**
     * The node of the process that is called, if that process waits for this call: it may have to let the call in though
     * its shard is about to move. Tried once; {@code null} from then on, and if it does not wait.
     */
    final String takeWayBack() {
        CallChain link = travel().takesWayBack() ? chain().linkOf(key()) : null;
        return link == null || link.run() == 0 ? null : link.node();
    }

    /**
     * The order that it stands in, or stood in last; {@code null} if in none yet. A message that comes back into a process
     * that waits for it stands in none.
     */
    final ShardOrder order() {
        Travel now = travel;
        return now == null ? null : now.order();
    }

    final void order(ShardOrder next) {
        travel().order(next);
    }

    /** Belongs to its order. */
    final ShardOrder.Leg leg() {
        Travel now = travel;
        return now == null ? null : now.leg();
    }

    final void leg(ShardOrder.Leg now) {
        travel().leg(now);
    }

    /** Uses these bytes for the payload and the activation argument. */
    final void encoded(byte[] payload, byte[] initArg) {
        travel().encoded(payload, initArg);
    }

    /** Encodes the message, once. */
    final void encode() {
        try {
            if (travel().payload() == null) {
                travel().encoded(
                                services().payloads().encode(payload()),
                                initArg() == null ? null : services().payloads().encode(initArg()));
            }
        } catch (CodecException e) {
            throw Errors.payload("the payload", key(), e.getMessage());
        }
    }

    /** Notes where the message goes, and by which number. */
    final void address(long number, Node to) {
        travel().goes(number, to.name(), to.startId());
    }

    /** Notes that a former owner has handed it on to that start of a node. */
    final void forwarded(String name, String start) {
        travel().goes(correlation(), name, start);
    }

    /** What only a message has that does not start at once where it was sent; made when the first of it is to be noted. */
    private Travel travel() {
        Travel now = travel;
        if (now == null) {
            Travel fresh = new Travel();
            now = TRAVEL.compareAndSet(this, null, fresh) ? fresh : travel;
        }
        return now;
    }

    /** Whose message it is, if this node hands it on; else {@code null}. */
    Message.HandedOn handedOn() {
        return takenAt() == 0 ? null : router.ownHandedOn(this);
    }

    /** Whether its first sender waits for an answer. */
    boolean isAnswered() {
        return wantsReply();
    }

    @Override
    public final Message toWire(long now) {
        ShardOrder mine = order();
        if (mine != null && mine.isBehind(this)) {
            router.stepAside(this);
            return null;
        }
        if (!start()) {
            router.forget(this);
            router.noLongerUnderWay(this);
            router.arrived(this);
            return null;
        }
        long remaining = deadline() - now;
        if (remaining <= 0) {
            router.noLongerUnderWay(this);
            if (router.forget(this)) {
                services().journal().expired();
                fail(Errors.notStarted(key(), hindrance()));
            }
            return null;
        }
        return new Message.Invoke(
                correlation(),
                isAnswered(),
                key(),
                signature(),
                travel().payload(),
                travel().initArg(),
                remaining / 1000,
                headers(),
                Chains.toWire(chain()),
                principal,
                idempotencyKey(),
                handedOn());
    }

    @Override
    public final int size() {
        return travel().payload().length + 128;
    }

    @Override
    public void taken() {
        router.noLongerUnderWay(this);
        router.arrived(this);
        if (!wantsReply()) {
            router.forget(this);
        }
    }

    @Override
    public final void moved() {
        comeBack();
    }

    @Override
    public final void notTaken(String reason) {
        travel().hindrance(reason);
        comeBack();
    }

    @Override
    public final void lost(String reason) {
        router.noLongerUnderWay(this);
        if (router.forget(this)) {
            fail(Errors.nodeLost(key(), node(), reason));
        }
    }

    /** This node has lost its lease: nobody can tell what becomes of a message that is on its way. */
    final void cutOff() {
        if (router.forget(this)) {
            fail(withdraw() ? Errors.partitioned(key()) : Errors.cutOff(key(), node()));
        }
    }

    /** This node has let go of its process: it is handed on to whoever owns it. */
    @Override
    public final void reroute() {
        if (backToWaiting()) {
            router.handOn(this);
        }
    }

    private void comeBack() {
        if (router.forget(this) && backToWaiting()) {
            router.comeBack(this);
        } else {
            router.noLongerUnderWay(this);
            router.arrived(this);
        }
    }
}
