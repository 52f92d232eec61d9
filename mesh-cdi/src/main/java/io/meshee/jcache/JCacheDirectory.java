package io.meshee.jcache;

import io.meshee.core.view.Directory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;

/**
 * The directory in two JCache caches, {@code <mesh.name>.members} and {@code <mesh.name>.view}. Only texts and byte arrays
 * cross the grid, so that a member without the application's classes can hold them.
 */
public final class JCacheDirectory implements Directory {

    private static final String VIEW = "view";

    /** Each first entry of a member puts something new here. */
    private static final String NEWCOMER = "newcomer";

    /** A member is listed at the latest at this many readings, should it have died before it told of itself. */
    private static final int READINGS_A_LISTING = 10;

    private final Cache<String, byte[]> members;
    private final Cache<String, byte[]> views;
    private volatile Listing listing = Listing.NONE;

    /** Whose entries there were when all partitions were last asked. */
    private record Listing(byte[] newcomer, Set<String> names, int readings) {

        static final Listing NONE = new Listing(null, Set.of(), READINGS_A_LISTING);

        boolean holds(byte[] newest) {
            return readings < READINGS_A_LISTING && Arrays.equals(newcomer, newest);
        }
    }

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

    /** To list a cache is to ask each of its partitions, 271 of them: it is done when somebody is new, and now and then. */
    @Override
    public Map<String, byte[]> members() {
        Listing last = listing;
        byte[] newcomer = views.get(NEWCOMER);
        if (last.holds(newcomer)) {
            listing = new Listing(newcomer, last.names, last.readings + 1);
            return members.getAll(last.names);
        }
        Map<String, byte[]> all = new HashMap<>();
        for (Cache.Entry<String, byte[]> entry : members) {
            all.put(entry.getKey(), entry.getValue());
        }
        listing = new Listing(newcomer, Set.copyOf(all.keySet()), 1);
        return all;
    }

    @Override
    public Optional<byte[]> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    @Override
    public boolean replaceMember(String name, byte[] expected, byte[] next) {
        boolean replaced = replace(members, name, expected, next);
        if (replaced && expected == null) {
            announce();
        }
        return replaced;
    }

    @Override
    public void announce() {
        views.put(NEWCOMER, UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean removeMember(String name, byte[] expected) {
        return members.remove(name, expected);
    }

    private static boolean replace(Cache<String, byte[]> cache, String key, byte[] expected, byte[] next) {
        return expected == null ? cache.putIfAbsent(key, next) : cache.replace(key, expected, next);
    }
}
