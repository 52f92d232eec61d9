package io.meshee.ejb.router;

import com.hazelcast.cache.ICache;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.IndeterminateOperationStateException;
import io.meshee.jcache.JCacheStateStore.UnsureException;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.expiry.ExpiryPolicy;

/** How the data grid keeps states and reminders. */
final class StateCache {

    private StateCache() {}

    /** One synchronous backup, and no limit: left alone, the grid drops entries once there are some 10,000. */
    static CompleteConfiguration<String, byte[]> configuration() {
        CacheConfig<String, byte[]> configuration = new CacheConfig<>();
        configuration.setTypes(String.class, byte[].class);
        configuration.setBackupCount(1);
        configuration.setEvictionConfig(new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize(Integer.MAX_VALUE)
                .setEvictionPolicy(EvictionPolicy.LRU)); // a cache must have some policy
        return configuration;
    }

    /** Changes an entry that is as it was, and its life, in one step. */
    static boolean compareAndSet(
            Cache<String, byte[]> cache, String key, byte[] before, byte[] after, ExpiryPolicy life) {
        try {
            if (life == null) {
                return before == null ? cache.putIfAbsent(key, after) : cache.replace(key, before, after);
            }
            @SuppressWarnings("unchecked")
            ICache<String, byte[]> grid = cache.unwrap(ICache.class);
            return before == null ? grid.putIfAbsent(key, after, life) : grid.replace(key, before, after, life);
        } catch (IndeterminateOperationStateException e) {
            throw new UnsureException(e);
        }
    }
}
