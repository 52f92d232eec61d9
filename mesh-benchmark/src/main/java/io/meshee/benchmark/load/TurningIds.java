package io.meshee.benchmark.load;

/**
 * Ids of which only some are called at a time, and ever others: those that fall out are idle until they come round again.
 *
 * @param all how many there are, from 0
 * @param called how many of them are called at a time
 * @param perSecond how many fall out each second, and how many come in
 */
public record TurningIds(int all, int called, int perSecond) {

    /**
     * One of those that are called now.
     *
     * @param nanos since the beginning; 0 or more
     * @param random any at all
     */
    public int at(long nanos, int random) {
        long first = nanos / 1_000 * perSecond / 1_000_000;
        return (int) ((first + Integer.remainderUnsigned(random, called)) % all);
    }
}
