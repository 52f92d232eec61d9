package io.meshee.core.shard;

import io.meshee.spi.Member;

/** A member's random numbers for consecutive shards, and its scores, which are computed once. Not for several threads. */
final class MemberScores {

    private final double weight;
    private final long seed;
    private final int firstShard;
    private final int shards;
    private double[] scores;

    MemberScores(Member member, int firstShard, int shards) {
        this.weight = positive(member);
        this.seed = ShardHash.hash64(member.name());
        this.firstShard = firstShard;
        this.shards = shards;
    }

    double weight() {
        return weight;
    }

    int shards() {
        return shards;
    }

    /** The number for a shard, so that signed comparison orders it as unsigned. */
    long number(int index) {
        return ShardHash.splitMix64(seed, firstShard + index) ^ Long.MIN_VALUE;
    }

    /** The scores for all shards. Not to be changed. */
    double[] scores() {
        if (scores == null) {
            scores = new double[shards];
            for (int index = 0; index < shards; index++) {
                scores[index] = score(index);
            }
        }
        return scores;
    }

    /** StrictMath, since Math.log may differ in the last bit from one JVM to the next, and then so would owners. */
    private double score(int index) {
        long number = ShardHash.splitMix64(seed, firstShard + index);
        return -weight / StrictMath.log(((number >>> 12) + 0.5) * 0x1p-52);
    }

    private static double positive(Member member) {
        double weight = member.weight();
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("MESH00401: the weight of member " + member.name()
                    + " must be more than 0 and finite, but was " + weight);
        }
        return weight;
    }
}
