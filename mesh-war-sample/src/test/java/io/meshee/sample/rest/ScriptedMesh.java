package io.meshee.sample.rest;

import io.meshee.api.CallOptions;
import io.meshee.api.ClusterView;
import io.meshee.api.Mesh;
import io.meshee.api.ProcessKey;
import io.meshee.api.ProcessRef;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A mesh of one node that answers as the test says and keeps what it was sent. */
final class ScriptedMesh implements Mesh {

    static final ProcessRef REF = new ProcessRef("n1", "c", "t", "i", 1);

    final List<Object> broadcasts = new ArrayList<>();
    final List<Request<?>> sent = new ArrayList<>();
    final SortedSet<String> capabilities = new TreeSet<>(List.of("chat", "game"));
    Function<Request<?>, Object> script = request -> null;
    Runnable beforeOwner = () -> {};
    long epoch = 1;

    @Override
    @SuppressWarnings("unchecked")
    public <R> Reply<R> call(Request<R> request) {
        sent.add(request);
        return new Reply<>(REF, (R) script.apply(request));
    }

    @Override
    public <R> CompletableFuture<Reply<R>> callAsync(Request<R> request) {
        return CompletableFuture.completedFuture(call(request));
    }

    @Override
    public void cast(Request<?> request) {
        call(request);
    }

    @Override
    public <T> T process(Class<T> contract, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T process(Class<T> contract, String id, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int publish(String group, Object payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int broadcast(String capability, Object payload) {
        broadcasts.add(payload);
        return 1;
    }

    @Override
    public void forget(ProcessKey process) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ClusterView> registerCapabilities(String... names) {
        capabilities.addAll(List.of(names));
        return CompletableFuture.completedFuture(view());
    }

    @Override
    public CompletionStage<ClusterView> unregisterCapabilities(String... names) {
        capabilities.removeAll(List.of(names));
        return CompletableFuture.completedFuture(view());
    }

    @Override
    public List<String> nodesFor(String capability) {
        return capabilities.contains(capability) ? List.of("n1") : List.of();
    }

    @Override
    public SortedSet<String> allCapabilities() {
        return new TreeSet<>(capabilities);
    }

    @Override
    public int shardFor(String id) {
        return 7;
    }

    @Override
    public Optional<String> ownerNode(int shard, String capability) {
        beforeOwner.run();
        return nodesFor(capability).stream().findFirst();
    }

    @Override
    public String localNode() {
        return "n1";
    }

    @Override
    public ClusterView view() {
        var member = new ClusterView.Member("n1", "s1", allCapabilities(), ClusterView.State.UP);
        return new ClusterView(epoch, "l1", List.of(member));
    }
}
