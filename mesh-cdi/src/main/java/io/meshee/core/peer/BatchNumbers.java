package io.meshee.core.peer;

import java.util.TreeSet;

/** Numbers a lane's batches from 1, and knows which of them are under way. */
final class BatchNumbers {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long last;

    /** The number of the next batch, which is under way from now on. */
    synchronized long next() {
        underWay.add(++last);
        return last;
    }

    /** It is known what became of that batch. */
    synchronized void settle(long number) {
        underWay.remove(number);
    }

    /** The highest number up to which it is known of all. */
    synchronized long settled() {
        return underWay.isEmpty() ? last : underWay.first() - 1;
    }

    synchronized boolean areUnderWay() {
        return !underWay.isEmpty();
    }
}
