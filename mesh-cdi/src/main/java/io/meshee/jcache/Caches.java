package io.meshee.jcache;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;

/**
 * Opens caches of texts and bytes, which any member of the grid can hold.
 *
 * <p>Always on a thread that belongs to no component: Payara ties a cache to the component on whose thread it is opened,
 * and each operation on it then sets up that component's context, on every member, for more than the operation itself
 * costs. Nothing of an application is needed to handle texts and bytes.
 */
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
        var opening = new FutureTask<>(() -> openHere(manager, name, configuration));
        new Thread(null, opening, "mesh-cache-" + name, 0, false).start();
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw new CacheException("cache " + name + " cannot be opened", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheException("interrupted while cache " + name + " was opened", e);
        }
    }

    private static Cache<String, byte[]> openHere(
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
