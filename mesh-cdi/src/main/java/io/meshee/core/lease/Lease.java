package io.meshee.core.lease;

/**
 * This node's right to start handlers and to acknowledge what they did, from its entering a view until it is put out of
 * it. It runs out by itself, so that a node that was frozen, or hears from nobody, stops without being told.
 */
public final class Lease {

    private static final long ENDLESS = 1L << 62;

    private volatile long until;
    private boolean ended;

    Lease(long now) {
        until = now;
    }

    /** A lease that nothing takes away: for processes without a cluster around them. */
    public static Lease endless() {
        Lease lease = new Lease(System.nanoTime());
        lease.until(lease.until + ENDLESS);
        return lease;
    }

    /** A lease that is over. */
    public static Lease over() {
        return new Lease(System.nanoTime());
    }

    /** Whether it still runs, by {@link System#nanoTime()}. */
    public boolean holds(long now) {
        return until - now > 0;
    }

    /** Lets it run until then, which may be sooner than before. */
    synchronized void until(long nanoTime) {
        if (!ended) {
            until = nanoTime;
        }
    }

    /** Lets it run until this node learns otherwise: it needs nobody's answer. */
    synchronized void withoutLimit(long now) {
        until(now + ENDLESS);
    }

    /** Ends it for good: whatever was activated under it is not this node's any more. */
    synchronized void end(long now) {
        until = now;
        ended = true;
    }
}
