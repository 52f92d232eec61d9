package io.meshee.cdi;

import io.meshee.api.CallOptions;
import io.meshee.api.ClusterView;
import io.meshee.api.Mesh;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.node.MeshNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What {@code @Inject Mesh} gives: the node itself behind one field, without a proxy of the container's, and there before
 * the node has started.
 */
@SingleBean
public class InjectedMesh implements Mesh {

    private volatile MeshNode node;

    /** Made by the container. */
    public InjectedMesh() {
        // the node comes with bind
    }

    /** The node that all calls go to from now on; {@code null} for none. */
    public void bind(MeshNode started) {
        node = started;
    }

    /** The node; empty before it was started and after it was stopped. */
    public Optional<MeshNode> node() {
        return Optional.ofNullable(node);
    }

    @Override
    public <R> Reply<R> call(Request<R> request) {
        return running().call(request);
    }

    @Override
    public <R> CompletableFuture<Reply<R>> callAsync(Request<R> request) {
        MeshNode now = node;
        return now == null ? CompletableFuture.failedFuture(notRunning()) : now.callAsync(request);
    }

    @Override
    public void cast(Request<?> request) {
        running().cast(request);
    }

    @Override
    public <T> T process(Class<T> contract, String id) {
        return running().process(contract, id);
    }

    @Override
    public <T> T process(Class<T> contract, String id, CallOptions options) {
        return running().process(contract, id, options);
    }

    @Override
    public int publish(String group, Object payload) {
        return running().publish(group, payload);
    }

    @Override
    public int broadcast(String capability, Object payload) {
        return running().broadcast(capability, payload);
    }

    @Override
    public void forget(ProcessKey process) {
        running().forget(process);
    }

    @Override
    public CompletionStage<ClusterView> registerCapabilities(String... capabilities) {
        return running().registerCapabilities(capabilities);
    }

    @Override
    public CompletionStage<ClusterView> unregisterCapabilities(String... capabilities) {
        return running().unregisterCapabilities(capabilities);
    }

    @Override
    public List<String> nodesFor(String capability) {
        return running().nodesFor(capability);
    }

    @Override
    public SortedSet<String> allCapabilities() {
        return running().allCapabilities();
    }

    @Override
    public int shardFor(String id) {
        return running().shardFor(id);
    }

    @Override
    public Optional<String> ownerNode(int shard, String capability) {
        return running().ownerNode(shard, capability);
    }

    @Override
    public String localNode() {
        return running().localNode();
    }

    @Override
    public ClusterView view() {
        return running().view();
    }

    private MeshNode running() {
        MeshNode now = node;
        if (now == null) {
            throw notRunning();
        }
        return now;
    }

    private static MeshNotRunningException notRunning() {
        return new MeshNotRunningException("MESH00122: the node has not been started yet, or has stopped");
    }
}
