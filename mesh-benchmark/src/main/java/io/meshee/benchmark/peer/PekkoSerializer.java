package io.meshee.benchmark.peer;

import io.meshee.benchmark.peer.PekkoCounter.Add;
import io.meshee.benchmark.peer.PekkoCounter.Added;
import io.meshee.benchmark.peer.PekkoCounter.Stop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * A few bytes a message, written straight into the transport's buffer. References that are used again and again are not
 * resolved again and again.
 */
public final class PekkoSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {

    private static final String ADD = "a";
    private static final String ADDED = "r";
    private static final String STOP = "s";
    private static final int LARGEST = 1024;

    /** That of the transport's buffers. */
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final ActorRefResolver resolver;
    private final Map<String, ActorRef<Added>> lasting = new ConcurrentHashMap<>();

    /** Made by Pekko. */
    public PekkoSerializer(ExtendedActorSystem system) {
        this.resolver = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return 4711;
    }

    @Override
    public String manifest(Object message) {
        return message instanceof Add ? ADD : message instanceof Added ? ADDED : STOP;
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST).order(ORDER);
        toBinary(message, buffer);
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void toBinary(Object message, ByteBuffer buffer) {
        if (message instanceof Add add) {
            byte[] replyTo = resolver.toSerializationFormat(add.replyTo()).getBytes(StandardCharsets.ISO_8859_1);
            buffer.putInt(add.by())
                    .putInt(add.slot())
                    .putShort((short) replyTo.length)
                    .put(replyTo);
        } else if (message instanceof Added added) {
            buffer.putInt(added.slot()).putInt(added.value());
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    @Override
    public Object fromBinary(ByteBuffer given, String manifest) {
        ByteBuffer buffer = given.order(ORDER);
        return switch (manifest) {
            case ADD -> {
                int by = buffer.getInt();
                int slot = buffer.getInt();
                byte[] replyTo = new byte[buffer.getShort()];
                buffer.get(replyTo);
                yield new Add(by, slot, resolve(new String(replyTo, StandardCharsets.ISO_8859_1)));
            }
            case ADDED -> new Added(buffer.getInt(), buffer.getInt());
            case STOP -> Stop.STOP;
            default -> throw new IllegalArgumentException("no such manifest: " + manifest);
        };
    }

    /** An ask has a reference of its own, which is used once. */
    private ActorRef<Added> resolve(String reference) {
        return reference.contains("/temp/")
                ? resolver.resolveActorRef(reference)
                : lasting.computeIfAbsent(reference, resolver::resolveActorRef);
    }
}
