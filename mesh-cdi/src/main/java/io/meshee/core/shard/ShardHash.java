package io.meshee.core.shard;

import java.nio.charset.StandardCharsets;

/**
 * The hash that places ids: XXH64 (Yann Collet, xxHash specification 0.1.1) with seed 0 over the id's UTF-8 bytes, so
 * that any xxHash tool computes the same number. The shard is that number, unsigned, modulo the number of shards.
 *
 * <p>An id of ASCII characters is hashed in place; any other id is copied once.
 */
public final class ShardHash {

    private static final long PRIME1 = 0x9E3779B185EBCA87L;
    private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME3 = 0x165667B19E3779F9L;
    private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME5 = 0x27D4EB2F165667C5L;

    private static final int STRIPE = 32;

    private ShardHash() {}

    /**
     * The shard of an id.
     *
     * @param id any text
     * @param shards at least 1
     * @return from 0 to {@code shards} - 1
     * @throws IllegalArgumentException if {@code shards} is less than 1
     */
    public static int shardOf(String id, int shards) {
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be at least 1, but was " + shards);
        }
        return (int) Long.remainderUnsigned(hash64(id), shards);
    }

    /** XXH64 with seed 0 of the text's UTF-8 bytes. An unpaired surrogate counts as {@code ?}. */
    public static long hash64(String text) {
        return xxh64(oneCharAByte(text));
    }

    /**
     * The {@code index}-th number (from 0) of SplitMix64 (Steele, Lea and Flood, 2014) started with {@code seed}. Every
     * bit of the result depends on every bit of both.
     */
    static long splitMix64(long seed, int index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static String oneCharAByte(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    private static long xxh64(String bytes) {
        int length = bytes.length();
        int at = length - length % STRIPE;
        long hash = (at == 0 ? PRIME5 : stripes(bytes, at)) + length;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, longAt(bytes, at)), 27) * PRIME1 + PRIME4;
        }
        if (at <= length - Integer.BYTES) {
            hash = Long.rotateLeft(hash ^ intAt(bytes, at) * PRIME1, 23) * PRIME2 + PRIME3;
            at += Integer.BYTES;
        }
        for (; at < length; at++) {
            hash = Long.rotateLeft(hash ^ bytes.charAt(at) * PRIME5, 11) * PRIME1;
        }
        return avalanche(hash);
    }

    private static long stripes(String bytes, int end) {
        long a = PRIME1 + PRIME2;
        long b = PRIME2;
        long c = 0;
        long d = -PRIME1;
        for (int at = 0; at < end; at += STRIPE) {
            a = round(a, longAt(bytes, at));
            b = round(b, longAt(bytes, at + 8));
            c = round(c, longAt(bytes, at + 16));
            d = round(d, longAt(bytes, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return merge(merge(merge(merge(hash, a), b), c), d);
    }

    private static long round(long accumulator, long input) {
        return Long.rotateLeft(accumulator + input * PRIME2, 31) * PRIME1;
    }

    private static long merge(long hash, long accumulator) {
        return (hash ^ round(0, accumulator)) * PRIME1 + PRIME4;
    }

    private static long avalanche(long hash) {
        long h = (hash ^ (hash >>> 33)) * PRIME2;
        h = (h ^ (h >>> 29)) * PRIME3;
        return h ^ (h >>> 32);
    }

    private static long longAt(String bytes, int at) {
        return intAt(bytes, at) | intAt(bytes, at + Integer.BYTES) << 32;
    }

    private static long intAt(String bytes, int at) {
        return bytes.charAt(at)
                | bytes.charAt(at + 1) << 8
                | bytes.charAt(at + 2) << 16
                | (long) bytes.charAt(at + 3) << 24;
    }
}
