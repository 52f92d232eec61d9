package io.meshee.core.process;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The places for all messages that wait on a node. Threads take and give them by stripes, which get places from the common
 * stock some at a time, so that senders to different processes seldom meet. Exact: no more than all are taken, and none is
 * refused while one is left.
 */
final class QueueBudget {

    private static final int STRIPES = 16;

    /** Keeps two stripes off one cache line. */
    private static final int SPREAD = 32;

    private static final int LARGEST_BATCH = 64;

    private final int all;
    private final int batch;
    private final AtomicInteger stock;
    private final AtomicIntegerArray stripes = new AtomicIntegerArray(STRIPES * SPREAD);

    /**
     * A budget.
     *
     * @param all how many messages may wait; at least 1
     */
    QueueBudget(int all) {
        this.all = all;
        this.batch = Math.max(1, Math.min(LARGEST_BATCH, all / STRIPES));
        this.stock = new AtomicInteger(all);
    }

    int all() {
        return all;
    }

    /** Takes a place. False if there is none. */
    boolean take() {
        int own = own();
        if (takeFrom(own)) {
            return true;
        }
        int fetched = fetch();
        if (fetched > 0) {
            stripes.getAndAdd(own, fetched - 1);
            return true;
        }
        for (int stripe = 0; stripe < stripes.length(); stripe += SPREAD) {
            if (takeFrom(stripe)) {
                return true;
            }
        }
        return false;
    }

    /** Gives a place back. */
    void give() {
        int own = own();
        int now = stripes.incrementAndGet(own);
        if (now >= 2 * batch && stripes.compareAndSet(own, now, now - batch)) {
            stock.getAndAdd(batch);
        }
    }

    /** How many places are taken; a guess while threads take and give. */
    int taken() {
        int free = stock.get();
        for (int stripe = 0; stripe < stripes.length(); stripe += SPREAD) {
            free += stripes.get(stripe);
        }
        return Math.max(0, all - free);
    }

    private boolean takeFrom(int stripe) {
        for (int now = stripes.get(stripe); now > 0; now = stripes.get(stripe)) {
            if (stripes.compareAndSet(stripe, now, now - 1)) {
                return true;
            }
        }
        return false;
    }

    private int fetch() {
        for (int now = stock.get(); now > 0; now = stock.get()) {
            int part = Math.min(now, batch);
            if (stock.compareAndSet(now, now - part)) {
                return part;
            }
        }
        return 0;
    }

    private static int own() {
        return ((int) Thread.currentThread().getId() & STRIPES - 1) * SPREAD;
    }
}
