package io.meshee.sample.rest;

import io.meshee.api.MeshNotRunningException;
import io.meshee.cdi.InjectedMesh;
import io.meshee.core.node.NodeStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;

/** Shows how messages came to this node and went to others. */
@Path("mesh/transport")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TransportResource {

    @Inject
    InjectedMesh mesh;

    /** The counters since this node started. */
    @GET
    public TransportAnswer transport() {
        return mesh.node()
                .map(node -> TransportAnswer.of(node.status()))
                .orElseThrow(() -> new MeshNotRunningException("This node has not been started yet, or has stopped"));
    }

    /**
     * What passed between this node and its peers.
     *
     * @param node the node that was asked
     * @param offers the transports that peers can reach it by
     */
    public record TransportAnswer(String node, List<String> offers, Received received, List<Sent> sent) {

        static TransportAnswer of(NodeStatus status) {
            var received = status.received();
            return new TransportAnswer(
                    status.node(),
                    status.transports(),
                    new Received(received.batches(), received.messages(), received.duplicates(), received.refused()),
                    status.sent().stream()
                            .map(peer -> new Sent(peer.node(), peer.transport(), peer.batches(), peer.queued()))
                            .sorted(Comparator.comparing(Sent::node))
                            .toList());
        }
    }

    /**
     * What came in, over any transport.
     *
     * @param batches invocations that were taken
     * @param messages calls, casts and late answers in them
     * @param duplicates batches that had come before, and were dropped
     * @param refused batches that were malformed, or for another node
     */
    public record Received(long batches, long messages, long duplicates, long refused) {}

    /**
     * What went to one peer of the present view.
     *
     * @param transport {@code remote-ejb} or {@code data-grid}
     * @param queued messages that wait to be sent
     */
    public record Sent(String node, String transport, long batches, int queued) {}
}
