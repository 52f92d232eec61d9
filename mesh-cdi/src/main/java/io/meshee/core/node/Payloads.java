package io.meshee.core.node;

import io.meshee.api.ProcessKey;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.codec.TypeClosure;
import io.meshee.core.wire.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What travels in messages as bytes and back, behind the allow-list and what a caller is ready to get. */
final class Payloads {

    private final SerialPayloadCodec codec;
    private final AllowedTypes allowed;
    private final boolean copiesLocally;
    private final Failures failures;
    private final Map<Expected, AllowedTypes> allowedByReply = new ConcurrentHashMap<>();

    Payloads(SerialPayloadCodec codec, AllowedTypes allowed, boolean copiesLocally) {
        this.codec = codec;
        this.allowed = allowed;
        this.copiesLocally = copiesLocally;
        this.failures = new Failures(codec);
    }

    /** Whether payloads and replies are copied between processes of this node. */
    boolean copiesLocally() {
        return copiesLocally;
    }

    byte[] encode(Object value) throws CodecException {
        return codec.encode(value);
    }

    Object decode(byte[] encoded) throws CodecException {
        return codec.decode(encoded, allowed);
    }

    Object decodeReply(byte[] encoded, Expected expected) throws CodecException {
        return codec.decode(encoded, allowed(expected));
    }

    Object copy(Object value) throws CodecException {
        return decode(encode(value));
    }

    Object copyReply(Object value, Expected expected) throws CodecException {
        return decodeReply(encode(value), expected);
    }

    Message.Failure failure(long correlation, ProcessKey process, Throwable failure) {
        return failures.toMessage(correlation, process, failure);
    }

    Throwable throwable(Message.Failure failure, ProcessKey process, Expected expected) {
        return failures.toThrowable(failure, process, allowed(expected));
    }

    private AllowedTypes allowed(Expected expected) {
        return expected.equals(Expected.ANYTHING) ? allowed : allowedByReply.computeIfAbsent(expected, this::allow);
    }

    private AllowedTypes allow(Expected expected) {
        return allowed.plus(expected.reply()).plus(TypeClosure.of(expected.exceptions()));
    }
}
