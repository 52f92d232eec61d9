package io.meshee.jcache;

import javax.cache.Cache;
import javax.cache.expiry.ExpiryPolicy;

/**
 * What JCache has no word for: an entry's change, if it is still as it was, together with its life, that is no success
 * before it would outlive the death of a member.
 */
@FunctionalInterface
public interface CompareAndSet {

    /**
     * Changes an entry, makes it, or takes it away.
     *
     * @param before {@code null} if there is to be none
     * @param after {@code null} if there is to be none any more
     * @param life {@code null} to leave it as it is; a new entry's has no end then
     * @return whether it was as said, and was changed
     * @throws UnsureException if it may have been changed, and a crash may yet undo that
     */
    boolean run(Cache<String, byte[]> cache, String key, byte[] before, byte[] after, ExpiryPolicy life);
}
