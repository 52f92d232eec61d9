package io.meshee.server;

import java.nio.ByteBuffer;

/**
 * As much of an entry of the cache of states as tells which of two is newer. Mesh writes it (io.meshee.jcache.JCacheStateStore
 * and, within, io.meshee.core.state.StoredState); of neither is there a class here.
 *
 * @param generation is raised by each opening, and by one that came to nothing too
 * @param save the number of the save that this is; 0 if there was none, or it had no number
 */
record SavedEntry(Kind kind, long generation, long save) {

    /** In the order of the numbers that stand for them. */
    enum Kind {
        FRESH,
        SAVED,
        TOMBSTONE,
        /** Whatever is there instead stays. */
        UNREADABLE
    }

    private static final SavedEntry UNREADABLE = new SavedEntry(Kind.UNREADABLE, 0, 0);

    private static final int STATE = 0xD3;
    private static final int WITH_NUMBER = 2;

    static SavedEntry of(Object value) {
        return value instanceof byte[] bytes && bytes.length > 0 ? read(ByteBuffer.wrap(bytes)) : UNREADABLE;
    }

    private static SavedEntry read(ByteBuffer in) {
        int kind = in.get();
        if (kind < 0 || kind >= Kind.UNREADABLE.ordinal()) {
            return UNREADABLE;
        }
        long generation = varint(in);
        boolean isSaved = kind == Kind.SAVED.ordinal();
        return new SavedEntry(Kind.values()[kind], generation, isSaved ? save(in) : 0);
    }

    private static long save(ByteBuffer in) {
        varint(in); // the length of what follows
        boolean hasNumber = in.remaining() > 2 && (in.get() & 0xFF) == STATE && in.get() == WITH_NUMBER;
        return hasNumber ? varint(in) : 0;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next = (byte) 0x80;
        while (next < 0 && in.hasRemaining()) {
            next = in.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        }
        return value;
    }

    /**
     * What was saved later is newer, whatever the generations: on the side that stops, openings that nobody confirmed may have raised
     * that of a state which they did not change. Of the same save the higher generation is newer, and so it is where a process was
     * forgotten.
     */
    boolean isLaterThan(SavedEntry other) {
        if (kind == Kind.UNREADABLE || other.kind == Kind.UNREADABLE) {
            return kind != Kind.UNREADABLE;
        }
        if (kind == Kind.TOMBSTONE || other.kind == Kind.TOMBSTONE) {
            return generation > other.generation || generation == other.generation && other.kind != Kind.TOMBSTONE;
        }
        if (kind != other.kind) {
            return kind == Kind.SAVED;
        }
        return save != other.save ? save > other.save : generation > other.generation;
    }
}
