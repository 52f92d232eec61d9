package io.meshee.core.peer;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.Batch;
import io.meshee.core.wire.Message;
import io.meshee.spi.Transport;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Another start of another node, and the lanes that lead to it. */
final class Peer {

    private final Node node;
    private final String transport;
    private final Transport.Link link;
    private final Peers.BatchSender sender;
    private final BiConsumer<Node, Message> answers;
    private final Lane[] lanes;
    private final LongAdder batches = new LongAdder();

    Peer(
            Node node,
            String transport,
            Transport.Link link,
            Peers.BatchSender sender,
            BiConsumer<Node, Message> answers,
            Executor senders,
            int lanes,
            long batchesBefore,
            int laneCapacity) {
        this.node = node;
        this.transport = transport;
        this.link = link;
        this.sender = sender;
        this.answers = answers;
        this.lanes = new Lane[lanes];
        for (int i = 0; i < lanes; i++) {
            this.lanes[i] = new Lane(i, batchesBefore, laneCapacity, senders, this);
        }
    }

    String name() {
        return node.name();
    }

    Node node() {
        return node;
    }

    String transport() {
        return transport;
    }

    Transport.Link link() {
        return link;
    }

    long batches() {
        return batches.sum();
    }

    int queued() {
        int sum = 0;
        for (Lane lane : lanes) {
            sum += lane.queued();
        }
        return sum;
    }

    int unsent() {
        int sum = 0;
        for (Lane lane : lanes) {
            sum += lane.unsent();
        }
        return sum;
    }

    Batch.Header header(int lane, long number, long after) {
        batches.increment();
        return sender.header(node.startId(), lane, number, after);
    }

    void answered(Message message) {
        answers.accept(node, message);
    }

    void send(int key, Outgoing outgoing, boolean must) throws LaneFullException, LaneClosedException {
        lanes[Math.floorMod(key, lanes.length)].add(outgoing, must);
    }

    void close() {
        for (Lane lane : lanes) {
            lane.close();
        }
        link.close();
    }
}
