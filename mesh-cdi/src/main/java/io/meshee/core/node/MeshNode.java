package io.meshee.core.node;

import io.meshee.api.CallOptions;
import io.meshee.api.ClusterView;
import io.meshee.api.Mesh;
import io.meshee.api.MeshException;
import io.meshee.api.ProcessContext;
import io.meshee.api.ProcessKey;
import io.meshee.api.Reply;
import io.meshee.api.Request;
import io.meshee.core.Errors;
import io.meshee.core.handler.ProcessCatalog;
import io.meshee.core.process.Invocation;
import io.meshee.core.process.ProcessTable;
import io.meshee.core.process.Reentry;
import io.meshee.core.shard.ShardHash;
import io.meshee.core.view.JoinRefusedException;
import io.meshee.core.view.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node of the mesh: what applications are given as {@link Mesh}. */
public final class MeshNode implements Mesh {

    private final NodeRuntime runtime;
    private final Router router;
    private final ProcessTable processes;
    private final Targets targets;
    private final TypedProxies proxies;
    private final long defaultTimeout;

    /** A node that has not been started. */
    public MeshNode(NodeParts parts) {
        this.runtime = new NodeRuntime(parts);
        this.router = runtime.router();
        this.processes = runtime.processes();
        this.targets = new Targets(parts.catalog());
        this.proxies = new TypedProxies(this, parts.catalog());
        this.defaultTimeout = parts.settings().callTimeout().toNanos();
    }

    /**
     * Joins the cluster, not yet taking work.
     *
     * @throws JoinRefusedException if a live node has this one's name, or a member works by other terms
     */
    public void start() throws JoinRefusedException, InterruptedException {
        runtime.start();
    }

    /** The application has started: this node may be given work. */
    public void applicationStarted() {
        runtime.membership().up();
    }

    /** Hands its shards over and leaves; calls to this node fail from then on. */
    public void stop() {
        runtime.stop();
    }

    /**
     * An operator's word that this start of another node has ended, where nothing else proves it. It counts for this node
     * alone: say it to all that are left. If it is not true, processes may be active twice.
     *
     * @param startId as {@link ClusterView.Member} gives it
     */
    public void confirmDeath(String startId) {
        runtime.heartbeats().confirmDeath(startId);
    }

    /** How this node is, for health and diagnosis. */
    public NodeStatus status() {
        return runtime.status();
    }

    /** Whether the router answers within that time. The calling thread waits for it. */
    public boolean answersWithin(Duration limit) {
        return runtime.answersWithin(limit);
    }

    /** What the process whose handler runs on this thread knows of itself; {@code null} if none runs. */
    public ProcessContext currentContext() {
        return processes.currentContext();
    }

    /** What a test that turns the clock and kills nodes needs of this one. */
    public NodeByHand byHand() {
        return new NodeByHand(runtime);
    }

    @Override
    public <R> Reply<R> call(Request<R> request) {
        ProcessCatalog.TypeName type = targets.typeOf(request);
        String capability = Targets.capabilityOf(request, type);
        Invocation outer = processes.currentInvocation();
        long deadline = deadline(timeout(request), outer);
        return finish(new SyncCall(router, request, capability, type.type(), deadline, outer), outer);
    }

    @Override
    public <R> CompletableFuture<Reply<R>> callAsync(Request<R> request) {
        try {
            return callAsync(targets.of(request), timeout(request));
        } catch (MeshException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void cast(Request<?> request) {
        OutgoingCall.Target target = targets.of(request);
        runtime.requireRunning();
        router.route(new Cast(router, target, deadline(timeout(request), null), processes.currentInvocation()), false);
    }

    @Override
    public <T> T process(Class<T> contract, String id) {
        return process(contract, id, CallOptions.defaults());
    }

    @Override
    public <T> T process(Class<T> contract, String id, CallOptions options) {
        return proxies.of(contract, id, options);
    }

    <R> Reply<R> call(OutgoingCall.Target target, long timeout) {
        Invocation outer = processes.currentInvocation();
        return finish(new SyncCall(router, target, deadline(timeout, outer), outer), outer);
    }

    private <R> Reply<R> finish(SyncCall call, Invocation outer) {
        runtime.requireRunning();
        Reentry wayBack = outer == null ? null : outer.reentry();
        if (wayBack == null) {
            router.route(call, true);
            return call.await();
        }
        wayBack.open();
        try {
            router.route(call, true);
            return call.await();
        } finally {
            wayBack.shut();
        }
    }

    <R> CompletableFuture<Reply<R>> callAsync(OutgoingCall.Target target, long timeout) {
        Invocation outer = processes.currentInvocation();
        AsyncCall<R> call = new AsyncCall<>(router, target, deadline(timeout, outer), outer);
        boolean mayRunHere =
                outer == null || outer.reentry() == null; // else what comes back might wait for this thread
        processes.deadlines().add(call);
        try {
            runtime.requireRunning();
            router.route(call, mayRunHere);
        } catch (MeshException e) {
            call.ended(e);
        }
        return call.future();
    }

    long defaultTimeout() {
        return defaultTimeout;
    }

    @Override
    public int publish(String group, Object payload) {
        runtime.requireMember();
        return runtime.publications().publish(group, payload);
    }

    @Override
    public int broadcast(String capability, Object payload) {
        Targets.requireCapability(capability);
        runtime.requireMember();
        return runtime.publications().broadcast(capability, payload);
    }

    @Override
    public void forget(ProcessKey process) {
        call(Targets.forgetting(process), defaultTimeout);
    }

    @Override
    public CompletionStage<ClusterView> registerCapabilities(String... capabilities) {
        Set<String> added = Targets.capabilityNames(capabilities);
        runtime.requireMember();
        runtime.warnOfUnknown(added);
        return runtime.membership().register(added).thenApply(View::toClusterView);
    }

    @Override
    public CompletionStage<ClusterView> unregisterCapabilities(String... capabilities) {
        Set<String> removed = Targets.capabilityNames(capabilities);
        runtime.requireMember();
        return runtime.membership().unregister(removed).thenApply(View::toClusterView);
    }

    @Override
    public List<String> nodesFor(String capability) {
        Targets.requireCapability(capability);
        Topology now = runtime.topology();
        return now.table() == null ? List.of() : now.table().nodesFor(capability);
    }

    @Override
    public SortedSet<String> allCapabilities() {
        Topology now = runtime.topology();
        return now.table() == null ? new TreeSet<>() : now.table().capabilities();
    }

    @Override
    public int shardFor(String id) {
        Targets.requireId(id);
        return ShardHash.shardOf(id, runtime.shards());
    }

    @Override
    public Optional<String> ownerNode(int shard, String capability) {
        Targets.requireCapability(capability);
        if (shard < 0 || shard >= runtime.shards()) {
            throw Errors.noSuchShard(shard, runtime.shards());
        }
        Topology now = runtime.topology();
        return now.table() == null
                ? Optional.empty()
                : Optional.ofNullable(now.table().owner(capability, shard));
    }

    @Override
    public String localNode() {
        return runtime.node();
    }

    @Override
    public ClusterView view() {
        return View.forApplications(runtime.topology().view());
    }

    private long timeout(Request<?> request) {
        Duration own = request.timeout().orElse(null);
        return own == null ? defaultTimeout : own.toNanos();
    }

    /** A nested call ends no later than the call around it. */
    private static long deadline(long timeout, Invocation outer) {
        long own = System.nanoTime() + timeout;
        return outer != null && outer.deadline() - own < 0 ? outer.deadline() : own;
    }
}
