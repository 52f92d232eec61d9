package io.meshee.jcache;

import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;

/** Opens caches of texts and bytes, which any member of the grid can hold. */
final class Caches {

    private Caches() {}

    static Cache<String, byte[]> open(CacheManager manager, String name) {
        return open(
                manager,
                name,
                new MutableConfiguration<String, byte[]>()
                        .setTypes(String.class, byte[].class)
                        .setStoreByValue(true));
    }

    static Cache<String, byte[]> open(
            CacheManager manager, String name, CompleteConfiguration<String, byte[]> configuration) {
        Cache<String, byte[]> present = manager.getCache(name, String.class, byte[].class);
        if (present != null) {
            return present;
        }
        try {
            return manager.createCache(name, configuration);
        } catch (CacheException e) {
            Cache<String, byte[]> created = manager.getCache(name, String.class, byte[].class);
            if (created == null) {
                throw e;
            }
            return created; // another node was first
        }
    }
}
