package io.meshee.core.wire;

import io.meshee.api.Outcome;
import io.meshee.api.ProcessKey;
import io.meshee.core.shard.Shard;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** One message between two nodes. The correlation number is the caller's and ties an answer to its call. */
public sealed interface Message {

    /** The number that the sending node gave to the message. */
    long correlation();

    /**
     * Asks the receiver to run a handler.
     *
     * @param wantsReply whether the sender waits for an answer
     * @param signature chooses the handler by contract method; {@code null} to choose it by payload
     * @param payload the encoded payload
     * @param initArg the encoded activation argument, or {@code null}
     * @param remainingMicros the time left until the deadline when the batch was made, in microseconds
     * @param chain the processes that wait for this call, from the first
     * @param principal the name of the caller's security principal, or {@code null}
     * @param idempotencyKey names this very message; {@code null} if it has no name
     * @param handedOn whose message it is, if a former owner of the process hands it on; {@code null} if the sender's own
     */
    record Invoke(
            long correlation,
            boolean wantsReply,
            ProcessKey process,
            String signature,
            byte[] payload,
            byte[] initArg,
            long remainingMicros,
            Map<String, String> headers,
            List<Waiting> chain,
            String principal,
            String idempotencyKey,
            HandedOn handedOn)
            implements Message {

        /** The same by another number. */
        public Invoke of(long number) {
            return new Invoke(
                    number,
                    wantsReply,
                    process,
                    signature,
                    payload,
                    initArg,
                    remainingMicros,
                    headers,
                    chain,
                    principal,
                    idempotencyKey,
                    handedOn);
        }
    }

    /**
     * A message that a node had taken for a process which it owns no longer.
     *
     * @param node the node that sent it first, and gets the answer
     * @param startId that node's start
     * @param correlation that node's number for it
     * @param takenAt the epoch of the view by which it was taken: what was taken by an earlier one is older
     * @param place its place among what was taken by that view
     */
    record HandedOn(String node, String startId, long correlation, long takenAt, long place) {}

    /**
     * A process that waits for a call.
     *
     * @param run the number of the way back into its running message; 0 if there is none
     * @param node where it runs; empty if there is no way back
     */
    record Waiting(ProcessKey process, long run, String node) {}

    /** What tells a node something without an answer. */
    sealed interface Notice extends Message {}

    /**
     * For each member of the group on the receiver.
     *
     * @param principal the name of the publisher's security principal, or {@code null}
     */
    record Publish(long correlation, String group, byte[] payload, String principal) implements Notice {}

    /** For the observers of the capability on the receiver. */
    record Broadcast(long correlation, String capability, byte[] payload) implements Notice {}

    /**
     * The sender has got its first member of a group, or lost its last one.
     *
     * @param version counts the sender's changes from 1
     */
    record GroupChange(long correlation, long version, String group, boolean present) implements Notice {}

    /** The version of the sender's newest change. */
    record GroupVersion(long correlation, long version) implements Notice {}

    /** Asks for {@link AllGroups}. */
    record AskGroups(long correlation) implements Notice {}

    /** Every group that has members at the sender, as of that version. */
    record AllGroups(long correlation, long version, List<String> groups) implements Notice {}

    /** What a shard's former owner and its new one tell each other. Lost ones only cost time: the directory says the same, later. */
    sealed interface Handover extends Message {}

    /**
     * What the sender has not let go of yet of the shards that it lost to the receiver.
     *
     * @param lineage that of the view by which it lost them
     * @param epoch the view's
     * @param shards their numbers, by capability
     */
    record StillHeld(long correlation, String lineage, long epoch, Map<String, BitSet> shards) implements Handover {}

    /** Messages wait at the sender for the receiver to let go of that shard. */
    record Wanted(long correlation, Shard shard) implements Handover {}

    /** The handler's result. */
    record Result(long correlation, long incarnation, byte[] value) implements Message {}

    /** The receiver does not own the process, and took nothing: route again. Only in the answer to a batch. */
    record Moved(long correlation, long epoch) implements Message {}

    /** The call has been handed on: the answer will come from that start of a node. */
    record Forwarded(long correlation, String node, String startId) implements Message {}

    /** The caller no longer waits: take the message out if its handler has not started. */
    record Cancel(long correlation) implements Message {}

    /**
     * Why there is no result.
     *
     * @param text the exception's message, starting with its id
     * @param details what the exception carries besides, by kind
     * @param declared the encoded application exception, or {@code null}
     */
    record Failure(
            long correlation, FailureKind kind, Outcome outcome, String text, List<String> details, byte[] declared)
            implements Message {}
}
