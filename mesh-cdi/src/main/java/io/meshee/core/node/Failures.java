package io.meshee.core.node;

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
import io.meshee.api.ProcessKey;
import io.meshee.api.StaleActivationException;
import io.meshee.api.StateStoreException;
import io.meshee.api.UnknownProcessException;
import io.meshee.core.Errors;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.wire.FailureKind;
import io.meshee.core.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Failures as messages and back. Only an exception that the handler's method declares travels as an object. */
final class Failures {

    private final SerialPayloadCodec codec;

    Failures(SerialPayloadCodec codec) {
        this.codec = codec;
    }

    Message.Failure toMessage(long correlation, ProcessKey process, Throwable failure) {
        if (failure instanceof MeshException known) {
            return new Message.Failure(
                    correlation, kindOf(known), known.outcome(), known.getMessage(), detailsOf(known), null);
        }
        try {
            return new Message.Failure(
                    correlation,
                    FailureKind.DECLARED,
                    Outcome.EXECUTED,
                    String.valueOf(failure.getMessage()),
                    List.of(),
                    codec.encode(failure));
        } catch (CodecException e) {
            return toMessage(correlation, process, Errors.failed(process, failure));
        }
    }

    Throwable toThrowable(Message.Failure failure, ProcessKey process, AllowedTypes allowed) {
        String text = failure.text();
        return switch (failure.kind()) {
            case INVALID_REQUEST -> new InvalidRequestException(text);
            case NOT_RUNNING -> new MeshNotRunningException(text);
            case NO_NODES -> new NoNodesForCapabilityException(text);
            case UNKNOWN_PROCESS -> new UnknownProcessException(text);
            case NO_HANDLER -> new NoHandlerException(text);
            case PAYLOAD -> new PayloadException(text, failure.outcome(), null);
            case OVERLOADED -> new OverloadedException(text, Duration.ofMillis(number(failure.details())));
            case PARTITIONED -> new PartitionedException(text, failure.outcome());
            case ACTIVATION -> new ActivationException(text);
            case STALE -> new StaleActivationException(text);
            case PROCESS_FAILED ->
                new ProcessFailedException(
                        text, at(failure.details(), 0), at(failure.details(), 1), at(failure.details(), 2), null);
            case TIMEOUT -> new CallTimeoutException(text, failure.outcome(), null);
            case NODE_LOST -> new NodeLostException(text);
            case CYCLE -> new CallCycleException(text, keys(failure.details()));
            case STATE_STORE -> new StateStoreException(text);
            case DECLARED -> declared(failure, process, allowed);
        };
    }

    private Throwable declared(Message.Failure failure, ProcessKey process, AllowedTypes allowed) {
        try {
            return codec.decode(failure.declared(), allowed) instanceof Throwable thrown
                    ? thrown
                    : Errors.reply(process, "its exception is not a Throwable");
        } catch (CodecException e) {
            return Errors.reply(process, "its exception could not be read: " + e.getMessage());
        }
    }

    private static FailureKind kindOf(MeshException failure) {
        if (failure instanceof InvalidRequestException) {
            return FailureKind.INVALID_REQUEST;
        } else if (failure instanceof MeshNotRunningException) {
            return FailureKind.NOT_RUNNING;
        } else if (failure instanceof NoNodesForCapabilityException) {
            return FailureKind.NO_NODES;
        } else if (failure instanceof UnknownProcessException) {
            return FailureKind.UNKNOWN_PROCESS;
        } else if (failure instanceof NoHandlerException) {
            return FailureKind.NO_HANDLER;
        } else if (failure instanceof PayloadException) {
            return FailureKind.PAYLOAD;
        } else if (failure instanceof OverloadedException) {
            return FailureKind.OVERLOADED;
        } else if (failure instanceof PartitionedException) {
            return FailureKind.PARTITIONED;
        } else if (failure instanceof ActivationException) {
            return FailureKind.ACTIVATION;
        } else if (failure instanceof StaleActivationException) {
            return FailureKind.STALE;
        } else if (failure instanceof StateStoreException) {
            return FailureKind.STATE_STORE;
        } else if (failure instanceof ProcessFailedException) {
            return FailureKind.PROCESS_FAILED;
        } else if (failure instanceof CallTimeoutException) {
            return FailureKind.TIMEOUT;
        } else if (failure instanceof CallCycleException) {
            return FailureKind.CYCLE;
        }
        return FailureKind.NODE_LOST;
    }

    private static List<String> detailsOf(MeshException failure) {
        if (failure instanceof OverloadedException overloaded) {
            return List.of(Long.toString(overloaded.retryAfter().toMillis()));
        } else if (failure instanceof ProcessFailedException failed) {
            return List.of(failed.failureType(), String.valueOf(failed.failureMessage()), failed.failureStack());
        } else if (failure instanceof CallCycleException cycle) {
            List<String> parts = new ArrayList<>();
            cycle.chain().forEach(key -> parts.addAll(List.of(key.capability(), key.type(), key.id())));
            return parts;
        }
        return List.of();
    }

    private static List<ProcessKey> keys(List<String> parts) {
        List<ProcessKey> keys = new ArrayList<>();
        for (int i = 0; i + 2 < parts.size(); i += 3) {
            keys.add(new ProcessKey(parts.get(i), parts.get(i + 1), parts.get(i + 2)));
        }
        return keys;
    }

    private static long number(List<String> details) {
        String text = at(details, 0);
        return text.isEmpty() || !text.chars().allMatch(Character::isDigit) || text.length() > 9
                ? 0
                : Long.parseLong(text);
    }

    private static String at(List<String> details, int index) {
        return index < details.size() ? details.get(index) : "";
    }
}
