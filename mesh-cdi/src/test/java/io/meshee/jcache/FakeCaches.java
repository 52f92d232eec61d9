package io.meshee.jcache;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.expiry.ExpiryPolicy;

/** One cache in this JVM, as far as the stores use it. Its user can be made to die before one of its changes. */
final class FakeCaches {

    private final Map<String, byte[]> entries = new TreeMap<>();
    private int changes;
    private int listings;
    private int looks;
    private int lastChange = Integer.MAX_VALUE;

    /** The user dies before the change of that number, counted from now on, is made. */
    synchronized void dieAfter(int count) {
        changes = 0;
        lastChange = count;
    }

    /** There is another user. */
    synchronized void live() {
        lastChange = Integer.MAX_VALUE;
    }

    /** Puts something in the place of an entry that no writer of it would write. */
    synchronized void damage(String key) {
        entries.put(key, new byte[] {99, 1, 2});
    }

    synchronized int size() {
        return entries.size();
    }

    /** How often all entries were listed. */
    synchronized int listings() {
        return listings;
    }

    /** How often a single entry was looked at. */
    synchronized int looks() {
        return looks;
    }

    /** A {@link CompareAndSet} by JCache's own means, which never is unsure. */
    static boolean compareAndSet(
            Cache<String, byte[]> cache, String key, byte[] before, byte[] after, ExpiryPolicy life) {
        if (before == null) {
            return cache.putIfAbsent(key, after);
        }
        return after == null ? cache.remove(key, before) : cache.replace(key, before, after);
    }

    CacheManager manager() {
        return manager(name -> this);
    }

    /** A manager that has a cache of each name. */
    static CacheManager manager(Function<String, FakeCaches> byName) {
        return (CacheManager) Proxy.newProxyInstance(
                FakeCaches.class.getClassLoader(),
                new Class<?>[] {CacheManager.class},
                (proxy, method, arguments) ->
                        byName.apply((String) arguments[0]).cache());
    }

    private Cache<?, ?> cache() {
        return (Cache<?, ?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Cache.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private synchronized Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "get" -> get(arguments[0]);
            case "getAll" -> getAll((Set<?>) arguments[0]);
            case "put" -> put((String) arguments[0], (byte[]) arguments[1]);
            case "iterator" -> list();
            case "putIfAbsent" -> change((String) arguments[0], null, (byte[]) arguments[1]);
            case "replace" -> change((String) arguments[0], (byte[]) arguments[1], (byte[]) arguments[2]);
            case "remove" -> change((String) arguments[0], (byte[]) arguments[1], null);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Iterator<Cache.Entry<?, ?>> list() {
        listings++;
        return entries.entrySet().stream()
                .<Cache.Entry<?, ?>>map(entry -> (Cache.Entry<?, ?>) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Cache.Entry.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getKey") ? entry.getKey() : copy(entry.getValue())))
                .toList()
                .iterator();
    }

    private byte[] get(Object key) {
        looks++;
        return copy(entries.get(key));
    }

    private Object put(String key, byte[] value) {
        dieIfDue();
        entries.put(key, copy(value));
        return null;
    }

    private boolean change(String key, byte[] before, byte[] after) {
        dieIfDue();
        if (!Arrays.equals(entries.get(key), before)) {
            return false;
        }
        if (after == null) {
            entries.remove(key);
        } else {
            entries.put(key, copy(after));
        }
        return true;
    }

    private void dieIfDue() {
        if (changes++ >= lastChange) {
            throw new CacheException("dead, as the test wants it");
        }
    }

    private Map<String, byte[]> getAll(Set<?> keys) {
        Map<String, byte[]> found = new HashMap<>();
        entries.forEach((key, value) -> {
            if (keys.contains(key)) {
                found.put(key, copy(value));
            }
        });
        return found;
    }

    private static byte[] copy(byte[] bytes) {
        return bytes == null ? null : bytes.clone();
    }
}
