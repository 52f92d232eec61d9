package io.meshee.core.peer;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import io.meshee.spi.Transport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** The other nodes of the present view, and the way to each. */
public final class Peers implements AutoCloseable {

    /** Lanes to one peer: their batches share the processors, so on few of them one lane with fuller batches carries more. */
    private static final int LANES =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    private static final int LANE_LIFE_BITS = 40; // more batches than a lane ever sends

    private final String self;
    private final List<Transport> transports = new CopyOnWriteArrayList<>();
    private final BatchSender sender;
    private final BiConsumer<Node, Message> answers;
    private final Executor senders;
    private final int capacity;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Map<String, Long> connections = new ConcurrentHashMap<>(); // by start

    /**
     * No peers yet.
     *
     * @param answers takes what peers answer to batches
     * @param senders runs the lanes; must have two threads for each
     * @param capacity how many messages wait for one lane at most
     */
    public Peers(String self, BatchSender sender, BiConsumer<Node, Message> answers, Executor senders, int capacity) {
        this.self = self;
        this.sender = sender;
        this.answers = answers;
        this.senders = senders;
        this.capacity = capacity;
    }

    /** Gives the header of the batches that this node sends. */
    @FunctionalInterface
    public interface BatchSender {
        /** The header of a batch to that start of a node. */
        Batch.Header header(String receiverStart, int lane, long number, long after);
    }

    /** What passed between this node and a peer. */
    public record Traffic(String node, String transport, long batches, int queued) {}

    /** Uses the transport with peers that offer it too, unless one that was named before serves. */
    public void use(Transport transport) {
        transports.add(transport);
    }

    /** Keeps the ways to these nodes, makes those that are missing, and closes all others. */
    public void retain(Collection<Node> nodes) {
        for (Node node : nodes) {
            if (!node.name().equals(self)) {
                Peer present = peers.get(node.name());
                if (present == null || !present.node().isSameStart(node)) {
                    Peer former = peers.put(node.name(), connect(node));
                    if (former != null) {
                        former.close();
                    }
                }
            }
        }
        for (Peer peer : peers.values()) {
            if (nodes.stream().noneMatch(peer.node()::isSameStart) && peers.remove(peer.name(), peer)) {
                peer.close();
            }
        }
    }

    /**
     * Queues a message for a peer.
     *
     * @param key messages of one key keep their order
     * @param must whether it is queued even if the lane is full
     */
    public void send(String node, int key, Outgoing outgoing, boolean must)
            throws LaneFullException, LaneClosedException {
        Peer peer = peers.get(node);
        if (peer == null) {
            throw new LaneClosedException(node);
        }
        peer.send(key, outgoing, must);
    }

    /** How many messages wait to be sent, and how many lanes have a batch under way. */
    public int unsent() {
        return peers.values().stream().mapToInt(Peer::unsent).sum();
    }

    /** What passed between this node and each peer. */
    public List<Traffic> traffic() {
        return peers.values().stream()
                .map(peer -> new Traffic(peer.name(), peer.transport(), peer.batches(), peer.queued()))
                .toList();
    }

    @Override
    public void close() {
        peers.values().forEach(Peer::close);
        peers.clear();
    }

    /** One that was put out and comes in again still knows the numbers from before, and takes no lower one. */
    private Peer connect(Node node) {
        long before = (connections.merge(node.startId(), 1L, Long::sum) - 1) << LANE_LIFE_BITS;
        for (Transport transport : transports) {
            String endpoint = node.endpoints().get(transport.name());
            if (endpoint != null) {
                return new Peer(
                        node,
                        transport.name(),
                        transport.connect(endpoint),
                        sender,
                        answers,
                        senders,
                        LANES,
                        before,
                        capacity);
            }
        }
        return new Peer(node, "none", new NoWay(node), sender, answers, senders, LANES, before, capacity);
    }

    /** Stands for a peer with which this node has no transport in common. */
    private record NoWay(Node node) implements Transport.Link {

        @Override
        public byte[] deliver(byte[] batch) throws Transport.NotSentException {
            throw new Transport.NotSentException(
                    "MESH00180: node " + node.name() + " offers only the transports "
                            + node.endpoints().keySet(),
                    null);
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
