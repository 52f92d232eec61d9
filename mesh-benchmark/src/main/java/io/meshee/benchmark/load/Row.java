package io.meshee.benchmark.load;

import java.util.List;

/** What is measured: a kind of call, at several numbers of callers. */
public enum Row {
    /** Calls to 10,000 processes of the caller's own node. */
    LOCAL("local, 10,000 ids", 63),
    /** The same, with handlers that run on a pool. */
    LOCAL_POOL("local, 10,000 ids, POOL", 0),
    /** Calls to one process of the caller's own node. */
    HOT("hot process", 63),
    /** First calls to processes of the caller's own node. */
    ACTIVATE("first call of an id", 0),
    /** Calls to 10,000 processes of another node. */
    REMOTE("remote, 10,000 ids", 0),
    /** The same, with a record as the payload in the place of a number. */
    REMOTE_RECORD("remote, 10,000 ids, a record", 0);

    /** How many processes are called. */
    public static final int IDS = 10_000;

    private final String title;
    private final int untimed;

    Row(String title, int untimed) {
        this.title = title;
        this.untimed = untimed;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /**
     * Of so many calls in a row, and one, the last alone is timed: where a call takes no longer than a look at the clock,
     * that look would be measured.
     */
    public int untimed() {
        return untimed;
    }

    /** Whether its calls go from one JVM to another. */
    public boolean isRemote() {
        return this == REMOTE || this == REMOTE_RECORD;
    }

    /** The loads that it is measured under. */
    public List<Load> loads() {
        return switch (this) {
            case LOCAL, REMOTE ->
                List.of(
                        Load.callers(1),
                        Load.callers(2),
                        Load.callers(16),
                        Load.callers(64),
                        Load.callers(256),
                        Load.pipelined(256));
            case LOCAL_POOL -> List.of(Load.callers(1), Load.callers(16), Load.callers(64));
            case HOT -> List.of(Load.callers(64), Load.pipelined(256));
            case ACTIVATE -> List.of(Load.callers(1), Load.callers(16));
            case REMOTE_RECORD -> List.of(Load.callers(64));
        };
    }
}
