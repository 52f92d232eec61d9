package io.meshee.core.node;

import io.meshee.api.MeshException;
import io.meshee.api.ProcessKey;
import io.meshee.core.Errors;
import io.meshee.core.codec.CodecException;
import io.meshee.core.peer.Admission;
import io.meshee.core.peer.Answers;
import io.meshee.core.peer.Inbox;
import io.meshee.core.peer.LaneClosedException;
import io.meshee.core.peer.LaneFullException;
import io.meshee.core.peer.Peers;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.shard.Shard;
import io.meshee.core.shard.ShardHash;
import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Takes the messages of peers: runs what belongs here, answers "moved" to the rest, and sees that answers get back. */
final class InboundCalls implements Inbox.Handler {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String self;
    private final String startId;
    private final int shards;
    private final Supplier<Topology> topology;
    private final ViewFollower follower;
    private final ProcessTable processes;
    private final Peers peers;
    private final Router router;
    private final Notices notices;
    private final BiConsumer<Batch.Header, Message.Handover> handovers;
    private final Map<Id, InboundCall> waiting = new ConcurrentHashMap<>();
    private final Queue<LateAnswer> unsent = new ConcurrentLinkedQueue<>();
    private final LongAdder answersLost = new LongAdder();
    private long nextRetry;

    InboundCalls(
            String self,
            String startId,
            int shards,
            Supplier<Topology> topology,
            ViewFollower follower,
            ProcessTable processes,
            Peers peers,
            Router router,
            Notices notices,
            BiConsumer<Batch.Header, Message.Handover> handovers) {
        this.notices = notices;
        this.handovers = handovers;
        this.self = self;
        this.startId = startId;
        this.shards = shards;
        this.topology = topology;
        this.follower = follower;
        this.processes = processes;
        this.peers = peers;
        this.router = router;
    }

    /** Brings this node up to a view that a peer has already. */
    @FunctionalInterface
    interface ViewFollower {

        /** Waits, for a bounded time, until this node works by that view or a newer one. */
        void catchUp(String lineage, long epoch);
    }

    /** Takes what is for no process. */
    interface Notices {

        void take(Batch.Header from, Message.Notice notice);

        /** Whether those behind it may go on while that thread still takes it: none can overtake it any more. */
        boolean mayBePassed(Message.Notice notice, Thread thread);
    }

    private record Id(String startId, long correlation) {}

    @Override
    public String refusal() {
        return topology.get().view() == null ? "node " + self + " has no view yet" : null;
    }

    @Override
    public boolean isBehind(String lineage, long epoch) {
        Topology now = topology.get();
        return epoch > now.epoch() || !lineage.equals(now.lineage());
    }

    @Override
    public void catchUp(String lineage, long epoch) {
        follower.catchUp(lineage, epoch);
    }

    @Override
    public Admission admit(List<Message> messages) {
        Topology now = topology.get();
        List<Message> taken = new ArrayList<>(messages.size());
        List<Message.Moved> moved = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof Message.Invoke invoke && !isMine(now, invoke.process()) && !isAwaitedHere(invoke)) {
                moved.add(new Message.Moved(invoke.correlation(), now.epoch()));
            } else {
                taken.add(message);
            }
        }
        return new Admission(taken, moved, now.epoch());
    }

    /** Whether it comes back into a process that waits for it here, whoever owns that by now. */
    private boolean isAwaitedHere(Message.Invoke invoke) {
        return invoke.chain().stream()
                .anyMatch(waiting -> waiting.run() != 0
                        && waiting.node().equals(self)
                        && waiting.process().equals(invoke.process()));
    }

    private boolean isMine(Topology now, ProcessKey process) {
        return now.member()
                && self.equals(now.table().owner(process.capability(), ShardHash.shardOf(process.id(), shards)));
    }

    @Override
    public void take(Batch.Header from, Message message, long takenAt, Answers answers) {
        if (message instanceof Message.Invoke invoke) {
            invoke(from, invoke, takenAt, answers);
        } else if (message instanceof Message.Cancel cancel) {
            InboundCall call = waiting.get(new Id(from.senderStart(), cancel.correlation()));
            if (call != null && call.withdraw()) {
                router.services().journal().withdrawn();
                forget(call);
                router.takeOut(call);
            }
        } else if (message instanceof Message.Notice notice) {
            notices.take(from, notice);
        } else if (message instanceof Message.Handover handover) {
            handovers.accept(from, handover);
        } else {
            router.answered(from.sender(), message);
        }
    }

    @Override
    public boolean mayBePassed(Message message, Thread thread) {
        if (message instanceof Message.Invoke) {
            return processes.isRunning(thread);
        }
        return !(message instanceof Message.Notice notice) || notices.mayBePassed(notice, thread);
    }

    /** Sends again the answers that could not be sent. Called by one thread, every few milliseconds. */
    void tick(long now) {
        if (now - nextRetry < 0) {
            return;
        }
        nextRetry = now + RETRY_NANOS;
        for (int left = unsent.size(); left > 0; left--) {
            LateAnswer answer = unsent.poll();
            if (answer != null) {
                send(answer);
            }
        }
    }

    /** Whether the node waits for an answer that is not ready, or could not be sent yet. */
    boolean owes(Node node) {
        return waiting.keySet().stream().anyMatch(id -> id.startId().equals(node.startId()))
                || unsent.stream().anyMatch(answer -> answer.to().senderStart().equals(node.startId()));
    }

    void send(Batch.Header to, Message answer, long deadline) {
        if (to.senderStart().equals(startId)) {
            router.answered(self, answer); // its call has been handed on to its own node
            return;
        }
        send(new LateAnswer(this, to, answer, deadline));
    }

    void sendLater(LateAnswer answer) {
        if (answer.deadline() - System.nanoTime() > 0) {
            unsent.add(answer);
        } else {
            answersLost.increment();
        }
    }

    void answerLost(LateAnswer answer, String reason) {
        answersLost.increment();
        System.getLogger(InboundCalls.class.getName())
                .log(
                        System.Logger.Level.DEBUG,
                        () -> "an answer to node " + answer.to().sender() + " was lost: " + reason);
    }

    void forget(InboundCall call) {
        waiting.remove(new Id(call.from().senderStart(), call.message().correlation()), call);
    }

    /** Sends a message on to where its process has gone. */
    void handOn(InboundCall call) {
        router.handOn(new RelayedCall(router, this, call));
    }

    /** Tells the sender of a call where its answer will come from. */
    void forwarded(InboundCall call, String node, String start) {
        send(call.from(), new Message.Forwarded(call.message().correlation(), node, start), call.deadline());
    }

    void castDropped(Invocation cast, Throwable reason) {
        router.services().castDropped(cast, reason);
    }

    Payloads payloads() {
        return router.services().payloads();
    }

    long answersLost() {
        return answersLost.sum();
    }

    private void invoke(Batch.Header from, Message.Invoke invoke, long takenAt, Answers answers) {
        Message.HandedOn handedOn = invoke.handedOn();
        if (handedOn == null) {
            invokeFor(from, invoke, takenAt, router.nextPlace(), answers);
        } else {
            Batch.Header first = from.of(handedOn.node(), handedOn.startId());
            invokeFor(first, invoke.of(handedOn.correlation()), handedOn.takenAt(), handedOn.place(), Answers.none());
        }
    }

    private void invokeFor(Batch.Header from, Message.Invoke invoke, long takenAt, long place, Answers answers) {
        InboundCall call;
        try {
            Object payload = payloads().decode(invoke.payload());
            Object initArg = invoke.initArg() == null ? null : payloads().decode(invoke.initArg());
            call = call(from, invoke, payload, initArg, answers);
        } catch (CodecException e) {
            call(from, invoke, null, null, answers)
                    .fail(Errors.payload("the payload", invoke.process(), e.getMessage()));
            return;
        }
        call.takenAt(takenAt);
        call.place(place);
        Id id = new Id(from.senderStart(), invoke.correlation());
        if (invoke.wantsReply()) {
            waiting.put(id, call);
        }
        try {
            submit(call);
        } catch (MeshException e) {
            if (call.start()) {
                call.fail(e);
            }
        }
    }

    private InboundCall call(
            Batch.Header from, Message.Invoke invoke, Object payload, Object initArg, Answers answers) {
        long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(Math.min(invoke.remainingMicros(), DAY));
        return new InboundCall(this, from, invoke, payload, initArg, deadline, answers);
    }

    private static final long DAY = TimeUnit.DAYS.toMicros(1);

    private void submit(InboundCall call) {
        ProcessHost host = processes.host(call.capability(), call.type());
        Shard shard = new Shard(call.capability(), ShardHash.shardOf(call.id(), shards));
        if (call.chain() != null && host != null && host.isAwaited(call) && host.reenter(call, true)) {
            return;
        }
        while (true) {
            Topology now = topology.get();
            if (!isMine(now, call.key()) || !router.isQuiet(shard)) {
                call.reroute();
                return;
            }
            if (host == null) {
                throw Errors.unknownProcess(self, call.capability(), call.type());
            }
            if (now.gates().hold(shard, call) || host.submit(call, true)) {
                return;
            }
        }
    }

    private void send(LateAnswer answer) {
        try {
            peers.send(answer.to().sender(), (int) answer.message().correlation(), answer, true);
        } catch (LaneFullException | LaneClosedException e) {
            sendLater(answer);
        }
    }
}
