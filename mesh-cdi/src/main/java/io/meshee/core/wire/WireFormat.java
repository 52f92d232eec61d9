package io.meshee.core.wire;

import io.meshee.api.Outcome;
import io.meshee.api.ProcessKey;
import io.meshee.core.shard.Shard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes and reads batches and their answers. */
public final class WireFormat {

    /** The version of this format. Nodes of unlike versions do not join one mesh. */
    public static final int VERSION = 7;

    private static final int BATCH = 0xB1;
    private static final int ANSWER = 0xB2;

    private static final int INVOKE = 1;
    private static final int RESULT = 2;
    private static final int MOVED = 3;
    private static final int CANCEL = 4;
    private static final int FAILURE = 5;
    private static final int PUBLISH = 6;
    private static final int BROADCAST = 7;
    private static final int GROUP_CHANGE = 8;
    private static final int GROUP_VERSION = 9;
    private static final int ASK_GROUPS = 10;
    private static final int ALL_GROUPS = 11;
    private static final int FORWARDED = 12;
    private static final int STILL_HELD = 13;
    private static final int WANTED = 14;

    private static final FailureKind[] KINDS = FailureKind.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final BatchAnswer.Status[] STATUSES = BatchAnswer.Status.values();

    private WireFormat() {}

    /** A batch as bytes. */
    public static byte[] encode(Batch batch) {
        Batch.Header header = batch.header();
        WireWriter out = new WireWriter(256 + 128 * batch.messages().size())
                .writeByte(BATCH)
                .writeByte(VERSION)
                .writeString(header.mesh())
                .writeString(header.sender())
                .writeString(header.senderStart())
                .writeString(header.receiverStart())
                .writeVarint(header.lane())
                .writeVarint(header.number())
                .writeVarint(header.after())
                .writeString(header.lineage())
                .writeVarint(header.epoch());
        writeMessages(out, batch.messages());
        return out.toByteArray();
    }

    /** The batch in the bytes. */
    public static Batch decodeBatch(byte[] bytes) throws MalformedException {
        if (bytes == null) {
            throw new MalformedException("nothing came");
        }
        WireReader in = new WireReader(bytes);
        requireStart(in, BATCH);
        Batch.Header header = new Batch.Header(
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readInt(Short.MAX_VALUE),
                in.readVarint(),
                in.readVarint(),
                in.readString(),
                in.readVarint());
        Batch batch = new Batch(header, readMessages(in));
        in.requireEnd();
        return batch;
    }

    /** An answer as bytes. */
    public static byte[] encode(BatchAnswer answer) {
        WireWriter out = new WireWriter(32 + 64 * answer.messages().size())
                .writeByte(ANSWER)
                .writeByte(VERSION)
                .writeByte(answer.status().ordinal())
                .writeString(answer.reason());
        writeMessages(out, answer.messages());
        return out.toByteArray();
    }

    /** The answer in the bytes. */
    public static BatchAnswer decodeAnswer(byte[] bytes) throws MalformedException {
        WireReader in = new WireReader(bytes);
        requireStart(in, ANSWER);
        BatchAnswer answer = new BatchAnswer(pick(in, STATUSES), in.readString(), readMessages(in));
        in.requireEnd();
        return answer;
    }

    private static void requireStart(WireReader in, int mark) throws MalformedException {
        if (in.readByte() != mark) {
            throw in.malformed("another mark than " + Integer.toHexString(mark));
        }
        int version = in.readByte();
        if (version != VERSION) {
            throw in.malformed("wire version " + version + " instead of " + VERSION);
        }
    }

    private static void writeMessages(WireWriter out, List<Message> messages) {
        out.writeVarint(messages.size());
        for (Message message : messages) {
            write(out, message);
        }
    }

    private static List<Message> readMessages(WireReader in) throws MalformedException {
        int count = in.readCount();
        List<Message> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(read(in));
        }
        return messages;
    }

    private static void write(WireWriter out, Message message) {
        if (message instanceof Message.Invoke invoke) {
            out.writeByte(INVOKE).writeVarint(invoke.correlation()).writeBoolean(invoke.wantsReply());
            writeKey(out, invoke.process())
                    .writeOptionalString(invoke.signature())
                    .writeBytes(invoke.payload())
                    .writeOptionalBytes(invoke.initArg())
                    .writeVarint(Math.max(0, invoke.remainingMicros()))
                    .writeStrings(invoke.headers())
                    .writeVarint(invoke.chain().size());
            invoke.chain()
                    .forEach(waiting -> writeKey(out, waiting.process())
                            .writeVarint(waiting.run())
                            .writeString(waiting.node()));
            out.writeOptionalString(invoke.principal()).writeOptionalString(invoke.idempotencyKey());
            writeHandedOn(out, invoke.handedOn());
        } else if (message instanceof Message.Result result) {
            out.writeByte(RESULT)
                    .writeVarint(result.correlation())
                    .writeVarint(result.incarnation())
                    .writeBytes(result.value());
        } else if (message instanceof Message.Moved moved) {
            out.writeByte(MOVED).writeVarint(moved.correlation()).writeVarint(moved.epoch());
        } else if (message instanceof Message.Forwarded forwarded) {
            out.writeByte(FORWARDED)
                    .writeVarint(forwarded.correlation())
                    .writeString(forwarded.node())
                    .writeString(forwarded.startId());
        } else if (message instanceof Message.Cancel cancel) {
            out.writeByte(CANCEL).writeVarint(cancel.correlation());
        } else if (message instanceof Message.Failure failure) {
            out.writeByte(FAILURE)
                    .writeVarint(failure.correlation())
                    .writeByte(failure.kind().ordinal())
                    .writeByte(failure.outcome().ordinal())
                    .writeString(failure.text())
                    .writeStrings(failure.details())
                    .writeOptionalBytes(failure.declared());
        } else if (message instanceof Message.Notice notice) {
            write(out, notice);
        } else if (message instanceof Message.Handover handover) {
            write(out, handover);
        }
    }

    private static void write(WireWriter out, Message.Notice notice) {
        if (notice instanceof Message.Publish publish) {
            out.writeByte(PUBLISH)
                    .writeVarint(publish.correlation())
                    .writeString(publish.group())
                    .writeBytes(publish.payload())
                    .writeOptionalString(publish.principal());
        } else if (notice instanceof Message.Broadcast broadcast) {
            out.writeByte(BROADCAST)
                    .writeVarint(broadcast.correlation())
                    .writeString(broadcast.capability())
                    .writeBytes(broadcast.payload());
        } else if (notice instanceof Message.GroupChange change) {
            out.writeByte(GROUP_CHANGE)
                    .writeVarint(change.correlation())
                    .writeVarint(change.version())
                    .writeString(change.group())
                    .writeBoolean(change.present());
        } else if (notice instanceof Message.GroupVersion version) {
            out.writeByte(GROUP_VERSION).writeVarint(version.correlation()).writeVarint(version.version());
        } else if (notice instanceof Message.AskGroups ask) {
            out.writeByte(ASK_GROUPS).writeVarint(ask.correlation());
        } else if (notice instanceof Message.AllGroups groups) {
            out.writeByte(ALL_GROUPS)
                    .writeVarint(groups.correlation())
                    .writeVarint(groups.version())
                    .writeStrings(groups.groups());
        }
    }

    private static void write(WireWriter out, Message.Handover handover) {
        if (handover instanceof Message.StillHeld held) {
            out.writeByte(STILL_HELD)
                    .writeVarint(held.correlation())
                    .writeString(held.lineage())
                    .writeVarint(held.epoch())
                    .writeVarint(held.shards().size());
            new TreeMap<>(held.shards())
                    .forEach((capability, shards) -> out.writeString(capability).writeBytes(shards.toByteArray()));
        } else if (handover instanceof Message.Wanted wanted) {
            out.writeByte(WANTED)
                    .writeVarint(wanted.correlation())
                    .writeString(wanted.shard().capability())
                    .writeVarint(wanted.shard().number());
        }
    }

    private static Message read(WireReader in) throws MalformedException {
        int kind = in.readByte();
        return switch (kind) {
            case INVOKE ->
                new Message.Invoke(
                        in.readVarint(),
                        in.readBoolean(),
                        readKey(in),
                        in.readOptionalString(),
                        in.readBytes(),
                        in.readOptionalBytes(),
                        in.readVarint(),
                        in.readStringMap(),
                        readChain(in),
                        in.readOptionalString(),
                        in.readOptionalString(),
                        readHandedOn(in));
            case RESULT -> new Message.Result(in.readVarint(), in.readVarint(), in.readBytes());
            case MOVED -> new Message.Moved(in.readVarint(), in.readVarint());
            case FORWARDED -> new Message.Forwarded(in.readVarint(), in.readString(), in.readString());
            case CANCEL -> new Message.Cancel(in.readVarint());
            case FAILURE ->
                new Message.Failure(
                        in.readVarint(),
                        pick(in, KINDS),
                        pick(in, OUTCOMES),
                        in.readString(),
                        in.readStringList(),
                        in.readOptionalBytes());
            case PUBLISH ->
                new Message.Publish(in.readVarint(), in.readString(), in.readBytes(), in.readOptionalString());
            case BROADCAST -> new Message.Broadcast(in.readVarint(), in.readString(), in.readBytes());
            case GROUP_CHANGE ->
                new Message.GroupChange(in.readVarint(), in.readVarint(), in.readString(), in.readBoolean());
            case GROUP_VERSION -> new Message.GroupVersion(in.readVarint(), in.readVarint());
            case ASK_GROUPS -> new Message.AskGroups(in.readVarint());
            case STILL_HELD -> new Message.StillHeld(in.readVarint(), in.readString(), in.readVarint(), readShards(in));
            case WANTED ->
                new Message.Wanted(in.readVarint(), new Shard(in.readString(), in.readInt(Integer.MAX_VALUE)));
            case ALL_GROUPS -> new Message.AllGroups(in.readVarint(), in.readVarint(), in.readStringList());
            default -> throw in.malformed("a message of kind " + kind);
        };
    }

    private static void writeHandedOn(WireWriter out, Message.HandedOn handedOn) {
        out.writeBoolean(handedOn != null);
        if (handedOn != null) {
            out.writeString(handedOn.node())
                    .writeString(handedOn.startId())
                    .writeVarint(handedOn.correlation())
                    .writeVarint(handedOn.takenAt())
                    .writeVarint(handedOn.place());
        }
    }

    private static Message.HandedOn readHandedOn(WireReader in) throws MalformedException {
        return in.readBoolean()
                ? new Message.HandedOn(
                        in.readString(), in.readString(), in.readVarint(), in.readVarint(), in.readVarint())
                : null;
    }

    private static Map<String, BitSet> readShards(WireReader in) throws MalformedException {
        Map<String, BitSet> shards = new HashMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            shards.put(in.readString(), BitSet.valueOf(in.readBytes()));
        }
        return shards;
    }

    private static WireWriter writeKey(WireWriter out, ProcessKey key) {
        return out.writeString(key.capability()).writeString(key.type()).writeString(key.id());
    }

    private static ProcessKey readKey(WireReader in) throws MalformedException {
        return new ProcessKey(in.readString(), in.readString(), in.readString());
    }

    private static List<Message.Waiting> readChain(WireReader in) throws MalformedException {
        int count = in.readCount();
        List<Message.Waiting> chain = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chain.add(new Message.Waiting(readKey(in), in.readVarint(), in.readString()));
        }
        return chain;
    }

    private static <E> E pick(WireReader in, E[] values) throws MalformedException {
        int ordinal = in.readByte();
        if (ordinal >= values.length) {
            throw in.malformed("a choice of " + ordinal);
        }
        return values[ordinal];
    }
}
