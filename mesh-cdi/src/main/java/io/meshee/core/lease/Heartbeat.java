package io.meshee.core.lease;

import io.meshee.core.view.View;
import io.meshee.core.view.ViewId;
import io.meshee.core.wire.MalformedException;
import io.meshee.core.wire.WireFormat;
import io.meshee.core.wire.WireReader;
import io.meshee.core.wire.WireWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node says of itself to another, and is answered with the same of the other.
 *
 * @param mesh {@code mesh.name}
 * @param receiverStart the start that it is meant for; a successor at the same address is told apart by its answer
 * @param view the view that the sender works by
 * @param committed whether the sender knows that a majority of the view before has that view
 * @param granted in an answer: whether the asker may count it for its lease
 * @param reached the starts of nodes that have answered the sender lately
 * @param dead the starts of nodes that the sender knows to have ended
 * @param silent the starts of nodes that are to go, by what the sender itself has heard; none if it may not propose that
 * @param refused the starts of nodes for whose leases nothing counts that the sender has ever answered, nor will for a second
 * @param brought the view that the sender works by, if the receiver works by an older one of its line
 */
record Heartbeat(
        String mesh,
        String senderStart,
        String receiverStart,
        ViewId view,
        boolean committed,
        boolean granted,
        Set<String> reached,
        Set<String> dead,
        Set<String> silent,
        Set<String> refused,
        Optional<View> brought) {

    private static final int MARK = 0xB3;

    Heartbeat {
        reached = Set.copyOf(reached);
        dead = Set.copyOf(dead);
        silent = Set.copyOf(silent);
        refused = Set.copyOf(refused);
    }

    /** A peer may send anything, nothing at all included. */
    static boolean isOne(byte[] frame) {
        return frame != null && frame.length > 0 && (frame[0] & 0xFF) == MARK;
    }

    byte[] encode() {
        return new WireWriter()
                .writeByte(MARK)
                .writeByte(WireFormat.VERSION)
                .writeString(mesh)
                .writeString(senderStart)
                .writeString(receiverStart)
                .writeString(view.lineage())
                .writeVarint(view.epoch())
                .writeLong(view.digest())
                .writeBoolean(committed)
                .writeBoolean(granted)
                .writeStrings(new TreeSet<>(reached))
                .writeStrings(new TreeSet<>(dead))
                .writeStrings(new TreeSet<>(silent))
                .writeStrings(new TreeSet<>(refused))
                .writeOptionalBytes(brought.map(View::encode).orElse(null))
                .toByteArray();
    }

    static Heartbeat decode(byte[] frame) throws MalformedException {
        WireReader in = new WireReader(frame);
        if (in.readByte() != MARK || in.readByte() != WireFormat.VERSION) {
            throw in.malformed("no heartbeat of version " + WireFormat.VERSION);
        }
        Heartbeat heartbeat = new Heartbeat(
                in.readString(),
                in.readString(),
                in.readString(),
                new ViewId(in.readString(), in.readVarint(), in.readLong()),
                in.readBoolean(),
                in.readBoolean(),
                asSet(in.readStringList()),
                asSet(in.readStringList()),
                asSet(in.readStringList()),
                asSet(in.readStringList()),
                view(in.readOptionalBytes()));
        in.requireEnd();
        return heartbeat;
    }

    private static Optional<View> view(byte[] bytes) throws MalformedException {
        return bytes == null ? Optional.empty() : Optional.of(View.decode(bytes));
    }

    private static Set<String> asSet(List<String> starts) {
        return new TreeSet<>(starts);
    }
}
