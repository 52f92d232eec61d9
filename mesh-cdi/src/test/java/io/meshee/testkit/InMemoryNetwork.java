package io.meshee.testkit;

import io.meshee.core.lease.Heartbeats;
import io.meshee.spi.Transport;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Carries batches between the nodes of this JVM, and harms those that it is told to. */
public final class InMemoryNetwork {

    private final Map<String, Transport.Receiver> receivers = new ConcurrentHashMap<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Set<String> cuts = ConcurrentHashMap.newKeySet();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private volatile Fault otherwise = (batch, receiver) -> receiver.deliver(batch);

    /** What becomes of one batch. */
    @FunctionalInterface
    public interface Fault {

        /** Carries the batch to the receiver, or does not. */
        byte[] carry(byte[] batch, Transport.Receiver receiver)
                throws Transport.NotSentException, Transport.LostException;

        /** The receiver provably does not get it. */
        static Fault notSent() {
            return (batch, receiver) -> {
                throw new Transport.NotSentException("not sent, as the test wants it", null);
            };
        }

        /** The receiver does not get it, but the sender cannot know that. */
        static Fault loseBatch() {
            return (batch, receiver) -> {
                throw new Transport.LostException("batch lost, as the test wants it", null);
            };
        }

        /** The receiver gets it, but the sender does not get the answer. */
        static Fault loseAnswer() {
            return (batch, receiver) -> {
                receiver.deliver(batch);
                throw new Transport.LostException("answer lost, as the test wants it", null);
            };
        }

        /** The receiver gets it twice; the sender gets the first answer. */
        static Fault twice() {
            return (batch, receiver) -> {
                byte[] answer = receiver.deliver(batch);
                receiver.deliver(batch);
                return answer;
            };
        }

        /** It is held until the gate opens. */
        static Fault holdAt(Gate gate) {
            return (batch, receiver) -> {
                gate.pass();
                return receiver.deliver(batch);
            };
        }

        /** It comes as if nothing were the matter, but its answer is held until the gate opens. */
        static Fault holdAnswerAt(Gate gate) {
            return (batch, receiver) -> {
                byte[] answer = receiver.deliver(batch);
                gate.pass();
                return answer;
            };
        }

        /** It comes at the moment in which the gate opens, most likely before what is held there. */
        static Fault openAndCarry(Gate gate) {
            return (batch, receiver) -> {
                gate.open();
                return receiver.deliver(batch);
            };
        }

        /** The receiver does not get it, and the sender cannot know that, once the gate opens. */
        static Fault loseBatchAt(Gate gate) {
            return (batch, receiver) -> {
                gate.pass();
                return loseBatch().carry(batch, receiver);
            };
        }

        /** It comes late, and so does its answer: by up to that many microseconds each, drawn anew for each batch. */
        static Fault late(Random random, int mostMicros) {
            return (batch, receiver) -> {
                LockSupport.parkNanos(1000L * random.nextInt(mostMicros));
                byte[] answer = receiver.deliver(batch);
                LockSupport.parkNanos(1000L * random.nextInt(mostMicros));
                return answer;
            };
        }

        /** One in so many batches is harmed, drawn anew for each; the others go the second way. */
        static Fault oneIn(int many, Random random, Fault harmed, Fault others) {
            return (batch, receiver) ->
                    random.nextInt(many) == 0 ? harmed.carry(batch, receiver) : others.carry(batch, receiver);
        }

        /** The sender gets other bytes as the answer. */
        static Fault garbleAnswer(byte[] answer) {
            return (batch, receiver) -> {
                receiver.deliver(batch);
                return answer;
            };
        }
    }

    /** Harms the next batch of messages that goes that way; several faults come in the order they were asked for. */
    public void next(String from, String to, Fault fault) {
        faults.computeIfAbsent(way(from, to), way -> new ConcurrentLinkedQueue<>())
                .add(fault);
    }

    /**
     * Loses whatever goes that way, answers too: who sends it cannot tell. The other direction stays as it is, but what is
     * sent there is not answered.
     */
    public void cut(String from, String to) {
        cuts.add(way(from, to));
    }

    /** Cuts each node of the one side from each of the other, both ways. */
    public void cut(Collection<String> side, Collection<String> other) {
        side.forEach(one -> other.forEach(another -> {
            cut(one, another);
            cut(another, one);
        }));
    }

    /** Whatever goes that way from now on waits at the gate: who sends it hears nothing. */
    public void hold(String from, String to, Gate gate) {
        gates.put(way(from, to), gate);
    }

    /** Nothing is cut any more. */
    public void heal() {
        cuts.clear();
    }

    /** Harms every batch from now on for which nothing else is planned. */
    public void always(Fault fault) {
        otherwise = fault;
    }

    /** A node's transport. */
    public Transport transport(String node) {
        return new NodeTransport(node);
    }

    /** What takes batches at a node, to hand it bytes that no node would send. */
    public Transport.Receiver receiver(String node) {
        return receivers.get(node);
    }

    /** Cuts a node off: nothing comes to it or from it any more. */
    public void unplug(String node) {
        receivers.remove(node);
    }

    private byte[] carry(String from, String to, byte[] batch)
            throws Transport.NotSentException, Transport.LostException {
        Gate gate = gates.get(way(from, to));
        if (gate != null) {
            gate.pass();
        }
        Transport.Receiver receiver = receivers.get(to);
        if (receiver == null || !receivers.containsKey(from)) {
            throw new Transport.NotSentException("no way from " + from + " to " + to, null);
        }
        requireWay(from, to);
        Queue<Fault> planned = faults.get(way(from, to));
        Fault fault = planned == null || Heartbeats.isHeartbeat(batch) ? null : planned.poll();
        byte[] answer = Heartbeats.isHeartbeat(batch)
                ? receiver.deliver(batch)
                : (fault == null ? otherwise : fault).carry(batch, receiver);
        if (receivers.get(to) != receiver || !receivers.containsKey(from)) {
            throw new Transport.LostException("the way from " + from + " to " + to + " broke", null);
        }
        requireWay(to, from);
        return answer;
    }

    private void requireWay(String from, String to) throws Transport.LostException {
        if (cuts.contains(way(from, to))) {
            throw new Transport.LostException("the way from " + from + " to " + to + " is cut", null);
        }
    }

    private static String way(String from, String to) {
        return from + ">" + to;
    }

    private final class NodeTransport implements Transport {

        private final String node;

        NodeTransport(String node) {
            this.node = node;
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Optional<String> open(Receiver receiver) {
            receivers.put(node, receiver);
            return Optional.of(node);
        }

        @Override
        public Link connect(String endpoint) {
            return new Link() {
                @Override
                public byte[] deliver(byte[] batch) throws NotSentException, LostException {
                    return carry(node, endpoint, batch);
                }

                @Override
                public void close() {
                    // nothing was opened
                }
            };
        }

        @Override
        public void close() {
            receivers.remove(node);
        }
    }
}
