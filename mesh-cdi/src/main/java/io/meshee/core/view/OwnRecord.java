package io.meshee.core.view;

import io.meshee.core.view.MemberRecord.Node;
import io.meshee.core.wire.MalformedException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What this node says of itself: as it is now, and as the directory was given it. */
final class OwnRecord {

    private final Directory directory;
    private final Grid grid;
    private MemberRecord now;
    private byte[] published;
    private boolean announces;

    OwnRecord(MemberRecord first, Directory directory, Grid grid) {
        this.now = first;
        this.directory = directory;
        this.grid = grid;
    }

    MemberRecord now() {
        return now;
    }

    Node node() {
        return now.node();
    }

    String name() {
        return now.node().name();
    }

    /** Nothing is told yet. */
    void change(UnaryOperator<MemberRecord> change) {
        now = change.apply(now);
    }

    /** The others do not look for a record that they had removed, and a merge has brought back: the next one is announced. */
    void comesBack() {
        announces = true;
    }

    /** Puts the record into the directory, unless what is there is that record, or was written by another start since. */
    void publish() {
        byte[] bytes = now.encode();
        byte[] present = directory.member(name()).orElse(null);
        boolean isThere = Arrays.equals(bytes, present);
        if (Arrays.equals(bytes, published) && (isThere || isOfAnotherStart(present))) {
            return;
        }
        if (isThere || directory.replaceMember(name(), present, bytes)) {
            published = bytes;
            announce();
            grid.hint();
        }
    }

    /** Takes the record out of the directory. */
    void remove() {
        if (published != null) {
            directory.removeMember(name(), published);
            grid.hint();
        }
    }

    /** Two starts of one name must not write over each other for ever. */
    private boolean isOfAnotherStart(byte[] present) {
        try {
            return present != null && !MemberRecord.decode(present).node().isSameStart(node());
        } catch (MalformedException e) {
            return false;
        }
    }

    private void announce() {
        if (announces) {
            announces = false;
            directory.announce();
        }
    }
}
