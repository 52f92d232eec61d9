package io.meshee.core;

import io.meshee.api.ActivationException;
import io.meshee.api.CallCycleException;
import io.meshee.api.CallTimeoutException;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.NoHandlerException;
import io.meshee.api.NoNodesForCapabilityException;
import io.meshee.api.NodeLostException;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.PartitionedException;
import io.meshee.api.PayloadException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.ProcessKey;
import io.meshee.api.StaleActivationException;
import io.meshee.api.StateStoreException;
import io.meshee.api.UnknownProcessException;
import io.meshee.core.codec.FailureText;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Every failure that the core can tell a caller, with its id. An id is never used for anything else. */
public final class Errors {

    private Errors() {}

    /** MESH00110. */
    public static InvalidRequestException capabilityMissing(String type, Collection<String> capabilities) {
        return new InvalidRequestException("MESH00110: the request names no capability, and type " + type
                + (capabilities.isEmpty()
                        ? " is not known on this node; say .capability(…)"
                        : " has several: " + capabilities + "; say which with .capability(…)"));
    }

    /** MESH00111. */
    public static InvalidRequestException notAType(Class<?> type) {
        return new InvalidRequestException("MESH00111: " + type.getName()
                + " is neither a process class nor a contract; annotate the interface with @ProcessType");
    }

    /** MESH00112. */
    public static InvalidRequestException notAContract(Class<?> type) {
        return new InvalidRequestException(
                "MESH00112: " + type.getName() + " is not an interface: a typed proxy needs a contract");
    }

    /** MESH00113. */
    public static InvalidRequestException noSuchShard(int shard, int shards) {
        return new InvalidRequestException("MESH00113: shard must be from 0 to " + (shards - 1) + ", but was " + shard);
    }

    /** MESH00114. */
    public static InvalidRequestException requestMissing() {
        return new InvalidRequestException("MESH00114: request must not be null");
    }

    /** MESH00120. */
    public static MeshNotRunningException notUpYet(String node) {
        return new MeshNotRunningException("MESH00120: node " + node + " is not up yet: it is not in the view");
    }

    /** MESH00121. */
    public static MeshNotRunningException stopped(String node) {
        return new MeshNotRunningException("MESH00121: node " + node + " has stopped");
    }

    /** MESH00130. */
    public static NoNodesForCapabilityException noNodes(String capability, Collection<String> known) {
        return new NoNodesForCapabilityException("MESH00130: no node serves capability \"" + capability
                + "\"; the cluster has " + (known.isEmpty() ? "none" : known));
    }

    /** MESH00131. */
    public static UnknownProcessException unknownProcess(String node, String capability, String type) {
        return new UnknownProcessException("MESH00131: node " + node + " has no process class of type \"" + type
                + "\" for capability \"" + capability + "\"");
    }

    /** MESH00132. */
    public static NoHandlerException noHandler(
            ProcessKey process, String signature, Object payload, boolean ambiguous) {
        String wanted = signature != null
                ? "the signature " + signature
                : payload == null
                        ? "a message without payload"
                        : "a payload of " + payload.getClass().getName();
        return new NoHandlerException("MESH00132: no handler of " + process + " takes " + wanted
                + (ambiguous ? ": several contract methods do, so call one of them through the contract" : ""));
    }

    /** MESH00140. */
    public static PayloadException payload(String what, ProcessKey process, String reason) {
        return new PayloadException(
                "MESH00140: " + what + " of a message to " + process + ": " + reason, Outcome.NOT_EXECUTED, null);
    }

    /** MESH00141. */
    public static PayloadException reply(ProcessKey process, String reason) {
        return new PayloadException("MESH00141: reply of " + process + ": " + reason, Outcome.EXECUTED, null);
    }

    /** MESH00142. */
    public static PayloadException replyType(ProcessKey process, Object value, Type expected) {
        return new PayloadException(
                "MESH00142: reply of " + process + ": it is of "
                        + value.getClass().getName() + ", not " + expected.getTypeName(),
                Outcome.EXECUTED,
                null);
    }

    /** MESH00150. */
    public static OverloadedException mailboxFull(ProcessKey process, int capacity) {
        return new OverloadedException(
                "MESH00150: the mailbox of " + process + " holds " + capacity + " messages", Duration.ofMillis(100));
    }

    /** MESH00151. */
    public static OverloadedException poolBlocked(ProcessKey process) {
        return new OverloadedException(
                "MESH00151: every worker thread is blocked; no thread for " + process, Duration.ofSeconds(1));
    }

    /** MESH00152. */
    public static OverloadedException outboundFull(String node, int capacity) {
        return new OverloadedException(
                "MESH00152: " + capacity + " messages wait to be sent to node " + node, Duration.ofMillis(100));
    }

    /** MESH00153. */
    public static OverloadedException nodeFull(String node, int most) {
        return new OverloadedException(
                "MESH00153: " + most + " messages wait on node " + node + ", as many as mesh.process.max-queued allows",
                Duration.ofMillis(500));
    }

    /** MESH00154. */
    public static OverloadedException poolFull(String type, int capacity) {
        return new OverloadedException(
                "MESH00154: " + capacity + " messages wait for the pool of type " + type, Duration.ofMillis(100));
    }

    /** MESH00152, while shards move. */
    public static OverloadedException turnsFull(int capacity) {
        return new OverloadedException(
                "MESH00152: " + capacity + " messages wait to be sent until older ones have reached their processes",
                Duration.ofMillis(100));
    }

    /** MESH00160. */
    public static ActivationException activation(ProcessKey process, Throwable cause) {
        return new ActivationException("MESH00160: activation of " + process + " failed: " + cause, null);
    }

    /** MESH00164. */
    public static StaleActivationException stale(ProcessKey process, Throwable cause) {
        return new StaleActivationException(
                "MESH00164: a newer activation of " + process + " has its state: " + cause.getMessage(), cause);
    }

    /** MESH00165. */
    public static StateStoreException notSaved(ProcessKey process, Throwable cause) {
        return new StateStoreException(
                "MESH00165: it is not known that the state of " + process + " was saved: " + cause.getMessage(), cause);
    }

    /** MESH00167. */
    public static StateStoreException notForgotten(ProcessKey process, Throwable cause) {
        return new StateStoreException(
                "MESH00167: it is not known that " + process + " was forgotten: " + cause.getMessage(), cause);
    }

    /** MESH00168, the cause of MESH00160 and MESH00170. */
    public static IllegalStateException transactionLeftOpen(ProcessKey process) {
        return new IllegalStateException(
                "MESH00168: " + process + " left a transaction open on its thread; it was rolled back");
    }

    /** MESH00170. */
    public static ProcessFailedException failed(ProcessKey process, Throwable failure) {
        return failed(process, failure, null);
    }

    /** MESH00170, with the cause itself, since the handler's method declares it. */
    public static ProcessFailedException failedAsDeclared(ProcessKey process, Throwable failure) {
        return failed(process, failure, failure);
    }

    private static ProcessFailedException failed(ProcessKey process, Throwable failure, Throwable declared) {
        FailureText text = FailureText.of(failure);
        return new ProcessFailedException(
                "MESH00170: the handler of " + process + " failed: " + failure,
                text.type(),
                text.message(),
                text.stack(),
                declared);
    }

    /** MESH00171. */
    public static CallTimeoutException notStarted(ProcessKey process) {
        return notStarted(process, null);
    }

    /** MESH00171, with what hindered it; {@code null} if nothing is known to have. */
    public static CallTimeoutException notStarted(ProcessKey process, String hindrance) {
        return new CallTimeoutException(
                "MESH00171: the deadline of a call to " + process + " passed before it started"
                        + (hindrance == null ? "" : ": " + hindrance),
                Outcome.NOT_EXECUTED,
                null);
    }

    /** MESH00172. */
    public static CallTimeoutException noReply(ProcessKey process) {
        return new CallTimeoutException(
                "MESH00172: the deadline of a call to " + process + " passed; it may have run", Outcome.UNKNOWN, null);
    }

    /** MESH00173. */
    public static CallTimeoutException callerInterrupted(ProcessKey process, boolean started) {
        return new CallTimeoutException(
                "MESH00173: the thread that waited for " + process + " was interrupted",
                started ? Outcome.UNKNOWN : Outcome.NOT_EXECUTED,
                null);
    }

    /** MESH00174. */
    public static NodeLostException nodeLost(ProcessKey process, String node, String reason) {
        return new NodeLostException(
                "MESH00174: node " + node + " was lost with a call to " + process + " in flight: " + reason, null);
    }

    /** MESH00176. */
    public static PartitionedException partitioned(ProcessKey process) {
        return new PartitionedException("MESH00176: the message to " + process
                + " did not start: this node holds no lease, since it hears from too few of the others");
    }

    /** MESH00177. */
    public static PartitionedException unacknowledged(ProcessKey process) {
        return new PartitionedException(
                "MESH00177: the handler of " + process
                        + " may have run, but the node that ran it holds no lease: another may have taken over",
                Outcome.UNKNOWN);
    }

    /** MESH00179. */
    public static StaleActivationException fenced(ProcessKey process) {
        return new StaleActivationException(
                "MESH00179: the handler of " + process
                        + " may have run, but not within mesh.rebalance.drain-timeout after its shard had moved to another node");
    }

    /** MESH00178. */
    public static PartitionedException cutOff(ProcessKey process, String node) {
        return new PartitionedException(
                "MESH00178: a call to " + process + " was on its way to node " + node
                        + " when this node lost its lease, since it hears from too few of the others",
                Outcome.UNKNOWN);
    }

    /** MESH00800. */
    public static OverloadedException tooManyTimers(ProcessKey process, int timers) {
        return new OverloadedException(
                "MESH00800: " + process + " has " + timers
                        + " timers, as many as mesh.process.mailbox-capacity lets it have",
                Duration.ofMillis(100));
    }

    /** MESH00801. */
    public static InvalidRequestException timerRange(ProcessKey process, String rule, Duration value) {
        return new InvalidRequestException("MESH00801: " + process + ": " + rule + ", but was " + value);
    }

    /** MESH00802. */
    public static InvalidRequestException pooledTimer(ProcessKey process) {
        return new InvalidRequestException("MESH00802: " + process
                + " is pooled: it has no activation that a timer could belong to; set a reminder instead");
    }

    /** MESH00804. */
    public static InvalidRequestException activationEnded(ProcessKey process) {
        return new InvalidRequestException("MESH00804: this activation of " + process + " has ended: it has no timers");
    }

    /** MESH00811. */
    public static InvalidRequestException reminder(ProcessKey process, String rule) {
        return new InvalidRequestException("MESH00811: reminder of " + process + ": " + rule);
    }

    /** MESH00812. */
    public static OverloadedException tooManyReminders(ProcessKey process, int most) {
        return new OverloadedException(
                "MESH00812: " + process + " has " + most + " reminders, the most that it may have",
                Duration.ofSeconds(1));
    }

    /** MESH00813. */
    public static StateStoreException reminderUnknown(ProcessKey process, String name, Throwable cause) {
        return new StateStoreException(
                "MESH00813: it is not known what became of reminder \"" + name + "\" of " + process + ": "
                        + cause.getMessage(),
                cause);
    }

    /** MESH00819. */
    public static StateStoreException remindersUnread(ProcessKey process, Throwable cause) {
        return new StateStoreException(
                "MESH00819: the reminders of " + process + " could not be read: " + cause.getMessage(), cause);
    }

    /** MESH00175. */
    public static CallCycleException cycle(ProcessKey process, List<ProcessKey> chain) {
        return new CallCycleException(
                "MESH00175: " + process + " waits for this very call: " + chain + " → " + process, chain);
    }

    /** MESH00410. */
    public static InvalidRequestException groupName(String group, int longest) {
        String given = group == null
                ? "null"
                : "\"" + (group.length() > longest ? group.substring(0, 32) + "…" : group) + "\"";
        return new InvalidRequestException(
                "MESH00410: a group's name must have 1 to " + longest + " characters, not all blank, but was " + given);
    }

    /** MESH00411. */
    public static InvalidRequestException pooledMember(ProcessKey process) {
        return new InvalidRequestException("MESH00411: " + process
                + " is pooled and cannot be in a group: no instance is its own; observe @Broadcast instead");
    }

    /** MESH00412. */
    public static OverloadedException tooManyGroups(String node, int most) {
        return new OverloadedException(
                "MESH00412: " + most + " groups have members on node " + node, Duration.ofSeconds(1));
    }

    /** MESH00417. */
    public static OverloadedException tooManyMembers(String group, String node, int most) {
        return new OverloadedException(
                "MESH00417: group " + group + " has " + most + " members on node " + node, Duration.ofSeconds(1));
    }

    /** MESH00413. */
    public static InvalidRequestException nothingToPublish(String to) {
        return new InvalidRequestException("MESH00413: the payload for " + to + " must not be null");
    }

    /** MESH00416. */
    public static PayloadException unpublishable(String to, String reason) {
        return new PayloadException("MESH00416: the payload for " + to + ": " + reason, Outcome.NOT_EXECUTED, null);
    }
}
