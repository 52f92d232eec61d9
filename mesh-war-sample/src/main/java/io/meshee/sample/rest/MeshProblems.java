package io.meshee.sample.rest;

import io.meshee.api.ActivationException;
import io.meshee.api.CallCycleException;
import io.meshee.api.CallTimeoutException;
import io.meshee.api.InvalidRequestException;
import io.meshee.api.MeshException;
import io.meshee.api.MeshNotRunningException;
import io.meshee.api.NoHandlerException;
import io.meshee.api.NoNodesForCapabilityException;
import io.meshee.api.NodeLostException;
import io.meshee.api.Outcome;
import io.meshee.api.OverloadedException;
import io.meshee.api.PartitionedException;
import io.meshee.api.PayloadException;
import io.meshee.api.ProcessFailedException;
import io.meshee.api.StaleActivationException;
import io.meshee.api.StateStoreException;
import io.meshee.api.UnknownProcessException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which problem each failure of Mesh is. {@code docs/reference/errors.md} shows this table. */
final class MeshProblems {

    private static final Pattern ID_AND_DETAIL = Pattern.compile("(MESH\\d{5}): (.*)", Pattern.DOTALL);

    private static final Kind UNREADABLE_REPLY = new Kind("unreadable-reply", "The reply could not be sent", 500);

    private static final Kind CUT_OFF_UNDER_WAY =
            new Kind("partitioned", "A node on the message's way is cut off", 502);

    private static final Map<Class<? extends MeshException>, Kind> KINDS = Map.ofEntries(
            Map.entry(InvalidRequestException.class, new Kind("bad-request", "Bad request", 400)),
            Map.entry(PayloadException.class, new Kind("bad-payload", "The payload could not be sent", 400)),
            Map.entry(NoHandlerException.class, new Kind("no-handler", "No handler takes this message", 400)),
            Map.entry(UnknownProcessException.class, new Kind("unknown-process", "No such process type", 404)),
            Map.entry(OverloadedException.class, new Kind("overloaded", "Too many messages", 429)),
            Map.entry(ActivationException.class, new Kind("activation-failed", "The process could not start", 500)),
            Map.entry(ProcessFailedException.class, new Kind("process-failed", "The process failed", 500)),
            Map.entry(
                    StaleActivationException.class,
                    new Kind("stale-activation", "The process runs elsewhere by now", 500)),
            Map.entry(StateStoreException.class, new Kind("state-unsaved", "The process's state may be unsaved", 502)),
            Map.entry(NodeLostException.class, new Kind("node-lost", "The process's node was lost", 502)),
            Map.entry(MeshNotRunningException.class, new Kind("not-running", "The mesh is not running here", 503)),
            Map.entry(NoNodesForCapabilityException.class, new Kind("no-nodes", "No node serves this", 503)),
            Map.entry(PartitionedException.class, new Kind("partitioned", "This node is cut off", 503)),
            Map.entry(CallTimeoutException.class, new Kind("timeout", "The process did not answer in time", 504)),
            Map.entry(CallCycleException.class, new Kind("call-cycle", "The processes wait for each other", 508)));

    private MeshProblems() {}

    static Problem of(MeshException failure) {
        var kind = kindOf(failure);
        var text = failure.getMessage() == null ? "" : failure.getMessage();
        Matcher parts = ID_AND_DETAIL.matcher(text);
        return parts.matches()
                ? kind.problem(parts.group(2), failure.outcome()).withId(parts.group(1))
                : kind.problem(text, failure.outcome());
    }

    private static Kind kindOf(MeshException failure) {
        // a reply that cannot be encoded is the process's fault, a payload the client's
        if (failure instanceof PayloadException && failure.outcome() != Outcome.NOT_EXECUTED) {
            return UNREADABLE_REPLY;
        }
        if (failure instanceof PartitionedException && failure.outcome() == Outcome.UNKNOWN) {
            return CUT_OFF_UNDER_WAY;
        }
        return KINDS.get(failure.getClass());
    }

    private record Kind(String name, String title, int status) {

        Problem problem(String detail, Outcome outcome) {
            return Problem.of(name, title, status, detail, outcome);
        }
    }
}
