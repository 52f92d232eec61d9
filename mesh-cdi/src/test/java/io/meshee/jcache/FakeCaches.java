package io.meshee.jcache;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;

/** One cache in this JVM, as far as the stores use it. Its user can be made to die before one of its changes. */
final class FakeCaches {

    private final Map<String, byte[]> entries = new TreeMap<>();
    private int changes;
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

    CacheManager manager() {
        Cache<?, ?> cache = (Cache<?, ?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Cache.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
        return (CacheManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CacheManager.class}, (proxy, method, arguments) -> cache);
    }

    private synchronized Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "get" -> copy(entries.get(arguments[0]));
            case "getAll" -> getAll((Set<?>) arguments[0]);
            case "putIfAbsent" -> change((String) arguments[0], null, (byte[]) arguments[1]);
            case "replace" -> change((String) arguments[0], (byte[]) arguments[1], (byte[]) arguments[2]);
            case "remove" -> change((String) arguments[0], (byte[]) arguments[1], null);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private boolean change(String key, byte[] before, byte[] after) {
        if (changes++ >= lastChange) {
            throw new CacheException("dead, as the test wants it");
        }
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
