package io.meshee.core.process;

import io.meshee.api.Execution;
import io.meshee.api.NoHandlerException;
import io.meshee.api.OverloadedException;
import io.meshee.api.PassivationReason;
import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessRef;
import io.meshee.core.Errors;
import io.meshee.core.handler.Handler;
import io.meshee.core.handler.HandlerSpeed;
import io.meshee.core.handler.ProcessClass;
import io.meshee.core.shard.Shard;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Hosts the processes of one process class for one capability on this node. */
public final class ProcessHost {

    private static final int DEEPEST_NESTING = 16;

    private final String capability;
    private final ProcessClass processClass;
    private final ProcessLimits limits;
    private final ProcessRuntime runtime;
    private final Turns turns;
    private final ConcurrentHashMap<String, VirtualProcess> table = new ConcurrentHashMap<>();
    private final ActiveLimit activeLimit;
    private final HandlerSpeed activationSpeed = new HandlerSpeed();
    private final PooledMessages pooledMessages;

    ProcessHost(
            String capability, ProcessClass processClass, ProcessLimits limits, ProcessRuntime runtime, Turns turns) {
        this.capability = capability;
        this.processClass = processClass;
        this.limits = limits;
        this.runtime = runtime;
        this.turns = turns;
        this.pooledMessages = new PooledMessages(this, limits);
        this.activeLimit = new ActiveLimit(limits.maxActive(), table.values(), turns);
    }

    /** The capability. */
    public String capability() {
        return capability;
    }

    /** The process class. */
    public ProcessClass processClass() {
        return processClass;
    }

    /** Whether a message sent on this node is handled on it, whoever owns its id, if the node serves the capability. */
    public boolean isLocalFirst() {
        return processClass.pooled() && limits.localFirst();
    }

    /** How many processes are here. */
    public int size() {
        return table.size();
    }

    /**
     * Takes a message on: runs it on this thread, or queues it.
     *
     * @param mayRunHere whether the calling thread may be used
     * @return false if this node does not own the process any more, and the message is to be routed again
     * @throws io.meshee.api.MeshException if the message cannot be taken on
     */
    public boolean submit(Invocation invocation, boolean mayRunHere) {
        Handler handler = invocation.isForget() ? null : choose(invocation);
        invocation.handler(handler);
        if (invocation.chain() != null) {
            refuseCycle(invocation);
        }
        if (processClass.pooled()) {
            submitPooled(invocation);
            return true;
        }
        boolean here = mayRunHere && mayRunHere(handler);
        while (true) {
            VirtualProcess process = table.get(invocation.id());
            if (process == null) {
                process = publish(invocation.id());
                if (process == null) {
                    return false;
                }
            }
            if (here && mayActivateHere(process, handler) && process.tryRunHere(invocation)) {
                return true;
            }
            try {
                if (process.enqueue(invocation)) {
                    return true;
                }
            } catch (MailboxFullException e) {
                throw refused(Errors.mailboxFull(invocation.key(), limits.mailboxCapacity()));
            } catch (NodeFullException e) {
                if (!process.hasActivation()) {
                    process.closeIfUnusedSince(System.nanoTime() + 1, PassivationReason.IDLE);
                }
                throw refused(Errors.nodeFull(runtime.node(), turns.budget().all()));
            }
            if (!runtime.mayServe(capability, invocation.id())) {
                return false;
            }
            remove(process);
        }
    }

    /**
     * Whether the message comes back to a process of this node that waits for it: such a one is to be given to
     * {@link #reenter}, whoever owns the process by now.
     */
    public boolean isAwaited(Invocation invocation) {
        return processClass.handlers().isReentrant() && !invocation.isForget() && wayBack(invocation) != null;
    }

    /**
     * Lets a message in that its process waits for.
     *
     * @param mayRunHere whether the calling thread may be used
     * @return false if the process does not wait for it any more: it is a message like any other
     * @throws io.meshee.api.MeshException if its handler is not reentrant, or too many wait to be let in
     */
    public boolean reenter(Invocation invocation, boolean mayRunHere) {
        Reentry wayBack = wayBack(invocation);
        if (wayBack == null) {
            return false;
        }
        Handler handler = choose(invocation);
        invocation.handler(handler);
        refuseCycle(invocation);
        try {
            return wayBack.admit(invocation, mayRunHere && mayRunHere(handler));
        } catch (MailboxFullException e) {
            throw refused(Errors.mailboxFull(invocation.key(), limits.mailboxCapacity()));
        }
    }

    private Reentry wayBack(Invocation invocation) {
        VirtualProcess process = table.get(invocation.id());
        return process == null ? null : process.reentryOf(invocation.chain());
    }

    /**
     * Queues a message for a process that is here already.
     *
     * @return false if it is not, or is about to end
     * @throws io.meshee.api.MeshException if the message cannot be taken on
     */
    public boolean tell(Invocation invocation) {
        invocation.handler(choose(invocation));
        VirtualProcess process = table.get(invocation.id());
        try {
            return process != null && process.enqueue(invocation);
        } catch (MailboxFullException e) {
            throw refused(Errors.mailboxFull(invocation.key(), limits.mailboxCapacity()));
        } catch (NodeFullException e) {
            throw refused(Errors.nodeFull(runtime.node(), turns.budget().all()));
        }
    }

    /** Whether there is a process of that id. */
    public boolean has(String id) {
        return table.containsKey(id);
    }

    /** Takes a withdrawn message out of its mailbox. */
    public void remove(Invocation withdrawn) {
        if (processClass.pooled()) {
            pooledMessages.remove(withdrawn);
            return;
        }
        VirtualProcess process = table.get(withdrawn.id());
        if (process != null) {
            process.remove(withdrawn);
        }
    }

    /**
     * Begins to end every process that this node does not own any more. None of them is activated from then on: one that is
     * not in the table yet asks whether it belongs here before anybody can use it.
     *
     * @param lost is told of each
     */
    public void closeForeign(PassivationReason reason, Consumer<Lost> lost) {
        for (VirtualProcess process : table.values()) {
            if (!runtime.mayServe(capability, process.id())) {
                lost.accept(process);
                process.close(reason);
            }
        }
    }

    /** Whether some process is here that this node does not own any more. */
    public boolean hasForeign() {
        return table.values().stream().anyMatch(process -> !runtime.mayServe(capability, process.id()));
    }

    /** Ends those of them that have not come to their end by themselves: they hold their shards up. */
    public void fenceForeign() {
        for (VirtualProcess process : table.values()) {
            if (!runtime.mayServe(capability, process.id()) && process.fence()) {
                turns.journal().fenced(key(process.id()));
            }
        }
    }

    /** Begins to end every process. */
    public void closeAll(PassivationReason reason) {
        table.values().forEach(process -> process.close(reason));
    }

    /** Ends processes that have been idle for too long, and what is over the limit. */
    void sweep(long now) {
        long idleSince = now - limits.idleTimeoutNanos();
        long unbornSince = now - ActiveLimit.UNBORN_NANOS;
        table.values()
                .forEach(process -> process.closeIfUnusedSince(
                        process.hasActivation() ? idleSince : unbornSince, PassivationReason.IDLE));
        activeLimit.sweep();
    }

    void refuseWaiting() {
        table.values().forEach(VirtualProcess::refuseWaiting);
    }

    /** When, by the node's source of time, the processes that are idle now will have been so for too long. */
    LongStream idleDues() {
        return table.values().stream()
                .filter(process -> process.isIdle() && process.hasActivation())
                .mapToLong(process -> turns.time().at(process.lastUsed()) + limits.idleTimeoutNanos());
    }

    /** The ids of those processes for which it holds. */
    Stream<ProcessKey> those(Predicate<VirtualProcess> which) {
        return table.values().stream().filter(which).map(process -> key(process.id()));
    }

    ActiveLimit activeLimit() {
        return activeLimit;
    }

    ProcessRuntime runtime() {
        return runtime;
    }

    Turns turns() {
        return turns;
    }

    /** Whether messages may run inside others: every message of its processes then has a way back. */
    boolean isReentrant() {
        return processClass.handlers().isReentrant() && !processClass.pooled();
    }

    HandlerSpeed activationSpeed() {
        return activationSpeed;
    }

    int mailboxCapacity() {
        return limits.mailboxCapacity();
    }

    ProcessRef ref(String id, long incarnation) {
        return new ProcessRef(runtime.node(), capability, processClass.type(), id, incarnation);
    }

    ProcessKey key(String id) {
        return new ProcessKey(capability, processClass.type(), id);
    }

    Shard shardOf(String id) {
        return new Shard(capability, runtime.shardOf(id));
    }

    boolean holds(VirtualProcess process) {
        return table.get(process.id()) == process;
    }

    void remove(VirtualProcess process) {
        table.remove(process.id(), process);
    }

    private Handler choose(Invocation invocation) {
        String signature = invocation.signature();
        Object payload = invocation.payload();
        Handler handler = find(signature, payload);
        if (handler == null) {
            throw noHandler(invocation.key(), signature, payload);
        }
        return handler;
    }

    /** The handler that a message of that payload is for; throws {@link io.meshee.api.NoHandlerException} if there is none. */
    Handler handlerFor(ProcessKey process, Object payload) {
        Handler handler = find(null, payload);
        if (handler == null) {
            throw noHandler(process, null, payload);
        }
        return handler;
    }

    private Handler find(String signature, Object payload) {
        return signature != null
                ? processClass.handlers().bySignature(signature)
                : processClass.handlers().byPayload(payload);
    }

    private NoHandlerException noHandler(ProcessKey process, String signature, Object payload) {
        boolean ambiguous =
                signature == null && processClass.handlers().isAmbiguous(payload == null ? null : payload.getClass());
        return Errors.noHandler(process, signature, payload, ambiguous);
    }

    /** A reentrant handler may still get a message of an old chain, whose process waits for it no longer. */
    private void refuseCycle(Invocation invocation) {
        boolean reentrant = invocation.handler() != null && invocation.handler().reentrant();
        if (!reentrant && !processClass.pooled() && invocation.chain().contains(invocation.key())) {
            throw Errors.cycle(invocation.key(), CallChain.toList(invocation.chain()));
        }
    }

    /** Creates the process, then asks again whether it belongs here: a view that came meanwhile did not see it. */
    private VirtualProcess publish(String id) {
        VirtualProcess fresh = VirtualProcess.unborn(this, id);
        fresh.touch(System.nanoTime());
        VirtualProcess other = table.putIfAbsent(id, fresh);
        if (other != null) {
            return other;
        }
        if (runtime.mayServe(capability, id)) {
            activeLimit.makeRoomFor(fresh);
            fresh.born();
            return fresh;
        }
        fresh.close(PassivationReason.HANDOFF);
        fresh.born();
        return null;
    }

    private boolean mayRunHere(Handler handler) {
        if (handler == null || handler.durable()) {
            return false;
        }
        boolean wanted = switch (handler.execution()) {
            case CALLER -> true;
            case AUTO -> handler.speed().isFast();
            case POOL -> false;
        };
        return wanted
                && processClass.callerSafe()
                && turns.frames().current().depth() < DEEPEST_NESTING
                && !turns.environment().inTransaction();
    }

    /** To be activated here, a process needs no store, room, and activations that are fast or a handler that insists. */
    private boolean mayActivateHere(VirtualProcess process, Handler handler) {
        return process.hasActivation()
                || !processClass.state().isPresent()
                        && !activeLimit.lags()
                        && (handler.execution() == Execution.CALLER || activationSpeed.isFast());
    }

    private void submitPooled(Invocation invocation) {
        if (invocation.isForget()) {
            if (invocation.start()) {
                invocation.succeed(ref(invocation.id(), 0), null); // no instance is anyone's own
            }
            return;
        }
        invocation.leaveCaller();
        try {
            pooledMessages.add(invocation);
        } catch (MailboxFullException e) {
            throw refused(Errors.poolFull(processClass.type(), limits.mailboxCapacity()));
        } catch (NodeFullException e) {
            throw refused(Errors.nodeFull(runtime.node(), turns.budget().all()));
        }
    }

    private OverloadedException refused(OverloadedException overload) {
        turns.journal().refused();
        return overload;
    }
}
