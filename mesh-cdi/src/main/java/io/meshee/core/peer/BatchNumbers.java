package io.meshee.core.peer;

import java.util.TreeSet;

/** Numbers a lane's batches upwards, and knows which of them are under way. */
final class BatchNumbers {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long last;
    private boolean broken;

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

    /**
     * It is known what became of that batch. One that the peer has not taken breaks the row: what is under way beside it will not be
     * taken either, nor what comes beside that, and so on for ever. So the next begins a new row.
     */
    synchronized void settle(long number, boolean taken) {
        underWay.remove(number);
        broken = (broken || !taken) && !underWay.isEmpty();
    }

    /** Whether a batch may go beside those that are under way, if it is worth it. */
    synchronized boolean mayGo(boolean worthIt) {
        return underWay.isEmpty() || worthIt && !broken;
    }

    /** The highest number of those that are under way; 0 if none is. */
    synchronized long latestUnderWay() {
        return underWay.isEmpty() ? 0 : underWay.last();
    }
}
