package io.meshee.core.shard;

import io.meshee.spi.Member;
import io.meshee.spi.ShardStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Highest random weight (Thaler and Ravishankar, 1998): each member has a score for each shard, and the highest owns it.
 * A member that joins takes only what it now owns, and one that leaves gives up only what it owned: no other shard moves.
 *
 * <p>The score is the shard-th number of SplitMix64 started with the XXH64 of the member's name, compared unsigned. Where
 * weights differ, that number becomes <i>u</i> in (0, 1) and the score −weight / ln <i>u</i>, so that a member's share is
 * its weight over the sum of the weights. Among equal weights both orders are the same, so the first member with a weight
 * of its own moves no shard between the others.
 *
 * <p>The capability does not count. So processes of one id stand on one node wherever that node serves their
 * capabilities, and capabilities with equal members share one table.
 */
public final class RendezvousShardStrategy implements ShardStrategy, WholePlacement {

    @Override
    public int owner(int shard, String capability, List<Member> members) {
        return Scores.of(members).highest(shard);
    }

    @Override
    public int[] owners(int shards, List<Member> members) {
        Scores scores = Scores.of(members);
        int[] owners = new int[shards];
        for (int shard = 0; shard < shards; shard++) {
            owners[shard] = scores.highest(shard);
        }
        return owners;
    }

    /** The members by weight: one logarithm a weight and shard is enough, since among equal weights numbers compare. */
    private record Scores(List<WeightClass> classes) {

        static Scores of(List<Member> members) {
            TreeMap<Double, List<Integer>> byWeight = new TreeMap<>();
            for (int i = 0; i < members.size(); i++) {
                byWeight.computeIfAbsent(positive(members.get(i)), weight -> new ArrayList<>())
                        .add(i);
            }
            List<WeightClass> classes = new ArrayList<>();
            for (Map.Entry<Double, List<Integer>> entry : byWeight.entrySet()) {
                classes.add(WeightClass.of(entry.getKey(), entry.getValue(), members));
            }
            return new Scores(classes);
        }

        int highest(int shard) {
            WeightClass first = classes.get(0);
            int best = first.highest(shard);
            if (classes.size() == 1) {
                return first.indexes[best];
            }
            int owner = first.indexes[best];
            double bestScore = first.score(best, shard);
            for (int i = 1; i < classes.size(); i++) {
                WeightClass next = classes.get(i);
                best = next.highest(shard);
                double score = next.score(best, shard);
                if (score > bestScore) {
                    owner = next.indexes[best];
                    bestScore = score;
                }
            }
            return owner;
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

    private record WeightClass(double weight, int[] indexes, long[] seeds) {

        static WeightClass of(double weight, List<Integer> indexes, List<Member> members) {
            int[] own = new int[indexes.size()];
            long[] seeds = new long[own.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = indexes.get(i);
                seeds[i] = ShardHash.hash64(members.get(own[i]).name());
            }
            return new WeightClass(weight, own, seeds);
        }

        int highest(int shard) {
            int best = 0;
            long bestNumber = ShardHash.splitMix64(seeds[0], shard) ^ Long.MIN_VALUE;
            for (int i = 1; i < seeds.length; i++) {
                long number = ShardHash.splitMix64(seeds[i], shard) ^ Long.MIN_VALUE;
                if (number > bestNumber) {
                    best = i;
                    bestNumber = number;
                }
            }
            return best;
        }

        /** StrictMath, since Math.log may differ in the last bit from one JVM to the next, and then so would owners. */
        double score(int member, int shard) {
            long number = ShardHash.splitMix64(seeds[member], shard);
            return -weight / StrictMath.log(((number >>> 12) + 0.5) * 0x1p-52);
        }
    }
}
