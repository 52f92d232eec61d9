package io.meshee.core.view;

/**
 * This node's share of the shards on its way in and out, in steps, each of which is taken once the last is settled. Few
 * shards move at a time, so that none of them waits long for its processes to end; and a node that has just started, and is
 * slow still, gets little to do at first. Changed by one thread.
 */
final class Share {

    /** So many processes may move at once. */
    private static final int FEW = 256;

    private final double full;
    private final int steps;
    private int step;
    private volatile boolean rises;
    private boolean falls;
    private long fallsUntil;

    /**
     * The whole share.
     *
     * @param full the node's weight
     * @param steps how many there are from nothing to that
     */
    Share(double full, int steps) {
        this.full = full;
        this.steps = steps;
        this.step = steps;
    }

    /** The weight that is to be announced now. Grows with the square of the steps, so that each of them moves about as much. */
    double weight() {
        return step == steps ? full : full * step * step / steps / steps;
    }

    /** There is somebody to take the shards from: begins with the least. */
    void rise() {
        step = 1;
        rises = steps > 1;
    }

    /** Whether it is still on its way to the whole share, or that is not settled yet. May be asked by any thread. */
    boolean rises() {
        return rises;
    }

    /**
     * Goes down from here, step by step.
     *
     * @param until by {@link System#nanoTime()}: what is left then goes at once
     */
    void fall(long until) {
        falls = true;
        fallsUntil = until;
    }

    /** Whether there is a step to be taken. */
    boolean isMoving() {
        return falls || rises;
    }

    /** Whether the node gives its share up. */
    boolean falls() {
        return falls;
    }

    /** Whether the node has nothing to keep, and is to leave. */
    boolean isSpent() {
        return falls && step == 0;
    }

    /**
     * Takes the next step, or all of them where little is to be moved.
     *
     * @param settled whether the last one is
     * @param processes how many might have to move in all
     */
    void move(boolean settled, long processes, long now) {
        if (falls) {
            if (processes < FEW || now - fallsUntil >= 0) {
                step = 0;
            } else if (settled) {
                step--;
            }
        } else if (settled) {
            rises = step < steps;
            step = processes < FEW ? steps : Math.min(step + 1, steps);
        }
    }
}
