package io.meshee.jcache;

import io.meshee.core.view.Directory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheManager;

/**
 * The directory in two JCache caches, {@code <mesh.name>.members} and {@code <mesh.name>.view}. Only texts and byte arrays
 * cross the grid, so that a member without the application's classes can hold them.
 */
public final class JCacheDirectory implements Directory {

    private static final String VIEW = "view";

    private final Cache<String, byte[]> members;
    private final Cache<String, byte[]> views;

    /** Opens the caches, or creates them. */
    public JCacheDirectory(CacheManager manager, String meshName) {
        this.members = Caches.open(manager, meshName + ".members");
        this.views = Caches.open(manager, meshName + ".view");
    }

    @Override
    public Optional<byte[]> view() {
        return Optional.ofNullable(views.get(VIEW));
    }

    @Override
    public boolean replaceView(byte[] expected, byte[] next) {
        return replace(views, VIEW, expected, next);
    }

    @Override
    public Map<String, byte[]> members() {
        Map<String, byte[]> all = new HashMap<>();
        for (Cache.Entry<String, byte[]> entry : members) {
            all.put(entry.getKey(), entry.getValue());
        }
        return all;
    }

    @Override
    public Optional<byte[]> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    @Override
    public boolean replaceMember(String name, byte[] expected, byte[] next) {
        return replace(members, name, expected, next);
    }

    @Override
    public boolean removeMember(String name, byte[] expected) {
        return members.remove(name, expected);
    }

    private static boolean replace(Cache<String, byte[]> cache, String key, byte[] expected, byte[] next) {
        return expected == null ? cache.putIfAbsent(key, next) : cache.replace(key, expected, next);
    }
}
