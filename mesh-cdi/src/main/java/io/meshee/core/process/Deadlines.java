package io.meshee.core.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Everything that is to end at a deadline. Looked through at each tick: what ends in time, as nearly everything does,
 * leaves no timer behind.
 */
public final class Deadlines {

    private final Set<Expirable> pending = ConcurrentHashMap.newKeySet();

    /** Watches it until it is removed. */
    public void add(Expirable expirable) {
        pending.add(expirable);
    }

    /** Watches it no longer. */
    public void remove(Expirable expirable) {
        pending.remove(expirable);
    }

    /** How many are watched. */
    public int size() {
        return pending.size();
    }

    /** Expires what is due. */
    public void tick(long now) {
        for (Expirable expirable : pending) {
            if (expirable.deadline() - now <= 0) {
                expirable.expire();
            }
        }
    }

    /** Expires those, whatever their deadline. */
    void expire(Predicate<Expirable> which) {
        pending.stream().filter(which).forEach(Expirable::expire);
    }

    /** Expires everything: no tick comes any more. */
    public void expireAll() {
        pending.forEach(Expirable::expire);
    }
}
