package io.meshee.api;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reaches virtual processes by capability, type and id, wherever in the cluster they run.
 *
 * <p>Injected with {@code @Inject Mesh mesh}; one instance serves a whole application and is safe for any number of
 * threads. Every failure is a {@link MeshException} whose {@link MeshException#outcome() outcome} says whether the
 * message may be sent again.
 *
 * <p>Messages of one calling thread to one process arrive in the order in which they were sent, as long as no node is
 * lost.
 */
public interface Mesh {

    /**
     * Sends a message and waits for its reply, at most for the request's time-out (default {@code mesh.call.timeout}).
     *
     * @throws MeshException if there is no reply; its outcome says what is known
     */
    <R> Reply<R> call(Request<R> request);

    /**
     * Sends a message; the future completes with the reply or exceptionally with a {@link MeshException}, within the
     * request's time-out. Cancelling it takes the message out if its handler has not started.
     */
    <R> CompletableFuture<Reply<R>> callAsync(Request<R> request);

    /**
     * Sends a message at most once and without a reply. Returns once it is in the bounded local mailbox or outbound
     * queue, without waiting for the process or the peer.
     *
     * @throws MeshException for what is known at once; later loss is counted and published as {@link CastDropped}
     */
    void cast(Request<?> request);

    /**
     * A typed proxy of one process: each method of the contract is a call.
     *
     * @param contract an interface annotated {@link ProcessType}, or implemented by a local process class
     * @param id the process's id, 1 to 1024 characters, not blank
     * @throws InvalidRequestException if the contract or the id cannot name a process
     */
    <T> T process(Class<T> contract, String id);

    /** As {@link #process(Class, String)}, with a time-out, headers or an activation argument for each call. */
    <T> T process(Class<T> contract, String id, CallOptions options);

    /**
     * Sends a message to every process that has {@linkplain ProcessContext#join joined} the group, on whichever node: to
     * the {@link Handle} method for its payload. Each gets it at most once; messages of one thread to one group arrive in the
     * order in which they were published. Best effort: what a member cannot take, or what is on its way to a node that is
     * lost, is lost. Returns without waiting for anybody. Members on one node share the payload object, unless
     * {@code mesh.local-payload} is {@code copy}.
     *
     * @param group 1 to 255 characters, not blank
     * @param payload not null, and of a type that handlers name
     * @return to how many nodes it was handed, this one included; 0 if no node is known to have a member
     * @throws InvalidRequestException if the group or the payload is missing or wrong
     * @throws PayloadException if the payload cannot be encoded, or is too large
     */
    int publish(String group, Object payload);

    /**
     * Sends a message to every node that serves a capability. There it becomes a CDI event for the observers of
     * {@link Broadcast @Broadcast(capability)}, on a thread of Mesh's own, one broadcast of the capability at a time and those of
     * one thread in their order. Best effort, as {@link #publish}.
     *
     * @param payload not null, and of a type that observers name
     * @return to how many nodes it was handed, this one included; 0 if none serves the capability
     * @throws InvalidRequestException if the capability or the payload is missing or wrong
     * @throws PayloadException if the payload cannot be encoded, or is too large
     */
    int broadcast(String capability, Object payload);

    /**
     * Deletes a process, its state and its reminders, wherever it is: its activation, if there is one, ends after the message that it
     * handles, without being saved and without its {@link Passivate} method. The next message to it finds it fresh.
     *
     * @throws MeshException if that did not happen, or it is not known whether it did
     */
    void forget(ProcessKey process);

    /**
     * Adds capabilities to this node, keeping those it has. The stage completes when every member has a view with them.
     */
    CompletionStage<ClusterView> registerCapabilities(String... capabilities);

    /** Takes capabilities from this node. The stage completes when every member has a view without them. */
    CompletionStage<ClusterView> unregisterCapabilities(String... capabilities);

    /** The names of the nodes that serve a capability, sorted; empty if there are none. */
    List<String> nodesFor(String capability);

    /** Every capability that some node serves. */
    SortedSet<String> allCapabilities();

    /** The shard of an id, from 0 to {@code mesh.shards} - 1; the same on every node and every JVM. */
    int shardFor(String id);

    /**
     * The node that owns a shard for a capability; empty if no node serves the capability.
     *
     * @throws InvalidRequestException if there is no such shard
     */
    Optional<String> ownerNode(int shard, String capability);

    /** This node's name. */
    String localNode();

    /** The view that this node works by. */
    ClusterView view();
}
