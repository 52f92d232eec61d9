package io.meshee.test;

import io.meshee.spi.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The links between the nodes, each of which can be harmed. */
final class KitNetwork {

    private final Story story;
    private final Map<Way, KitLink> links = new ConcurrentHashMap<>();
    private final Map<Way, DroppedReplies> replies = new ConcurrentHashMap<>();

    private record Way(String from, String to) {

        Way back() {
            return new Way(to, from);
        }
    }

    KitNetwork(Story story) {
        this.story = story;
    }

    KitLink link(String from, String to) {
        return links.computeIfAbsent(
                new Way(from, to), way -> new KitLink(from, to, replies(way), replies(way.back()), story));
    }

    void restore() {
        links.values().forEach(KitLink::restore);
    }

    /** A node's transport that passes its links. An endpoint of the network below is a node's name. */
    Transport between(String node, Transport below) {
        return new Transport() {
            @Override
            public String name() {
                return below.name();
            }

            @Override
            public Optional<String> open(Receiver receiver) {
                return below.open(receiver);
            }

            @Override
            public Link connect(String endpoint) {
                return new Passing(link(node, endpoint), below.connect(endpoint));
            }

            @Override
            public void close() {
                below.close();
            }
        };
    }

    private DroppedReplies replies(Way way) {
        return replies.computeIfAbsent(way, key -> new DroppedReplies());
    }

    private record Passing(KitLink passed, Transport.Link below) implements Transport.Link {

        @Override
        public byte[] deliver(byte[] batch) throws Transport.NotSentException, Transport.LostException {
            return passed.carry(batch, below);
        }

        @Override
        public void close() {
            below.close();
        }
    }
}
