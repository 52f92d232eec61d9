package io.meshee.core.peer;

import java.util.TreeSet;

/** Numbers a lane's batches upwards, and knows which of them are under way. */
final class BatchNumbers {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long last;

    /**
     * None yet.
     *
     * @param before they are all higher than that
     */
    BatchNumbers(long before) {
        last = before;
    }

    /** The number of the next batch, which is under way from now on. */
    synchronized long next() {
        underWay.add(++last);
        return last;
    }

    /** It is known what became of that batch. */
    synchronized void settle(long number) {
        underWay.remove(number);
    }

    /** The highest number of those that are under way; 0 if none is. */
    synchronized long latestUnderWay() {
        return underWay.isEmpty() ? 0 : underWay.last();
    }
}
