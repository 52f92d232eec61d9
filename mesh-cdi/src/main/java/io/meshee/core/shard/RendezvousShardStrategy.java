package io.meshee.core.shard;

import io.meshee.spi.Member;
import io.meshee.spi.ShardStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
        return owners(members.stream()
                .map(member -> new MemberScores(member, shard, 1))
                .toList())[0];
    }

    /** A score costs a logarithm and depends on the member alone: one is enough for all sets of members that have it. */
    @Override
    public Placing begin(int shards) {
        Map<Member, MemberScores> known = new HashMap<>();
        return members -> owners(members.stream()
                .map(member -> known.computeIfAbsent(member, each -> new MemberScores(each, 0, shards)))
                .toList());
    }

    private static int[] owners(List<MemberScores> members) {
        List<WeightClass> classes = WeightClass.of(members);
        int[] owners = classes.get(0).highest();
        if (classes.size() > 1) {
            double[] best = new double[owners.length];
            classes.forEach(next -> next.challenge(owners, best));
        }
        return owners;
    }

    /** The members of one weight, of which numbers alone say whose score is higher. */
    private record WeightClass(List<MemberScores> all, int[] indexes) {

        /** By rising weight. */
        static List<WeightClass> of(List<MemberScores> members) {
            TreeMap<Double, List<Integer>> byWeight = new TreeMap<>();
            for (int i = 0; i < members.size(); i++) {
                byWeight.computeIfAbsent(members.get(i).weight(), weight -> new ArrayList<>())
                        .add(i);
            }
            return byWeight.values().stream()
                    .map(indexes -> new WeightClass(
                            members,
                            indexes.stream().mapToInt(Integer::intValue).toArray()))
                    .toList();
        }

        /** For each shard the index of the member with the highest number. */
        int[] highest() {
            int[] best = new int[all.get(0).shards()];
            Arrays.fill(best, indexes[0]);
            if (indexes.length > 1) {
                long[] numbers = new long[best.length];
                Arrays.fill(numbers, Long.MIN_VALUE);
                for (int index : indexes) {
                    raise(numbers, best, index);
                }
            }
            return best;
        }

        private void raise(long[] numbers, int[] best, int index) {
            MemberScores member = all.get(index);
            for (int shard = 0; shard < best.length; shard++) {
                long number = member.number(shard);
                if (number > numbers[shard]) {
                    numbers[shard] = number;
                    best[shard] = index;
                }
            }
        }

        /** Takes the shards for which its best score is higher than that of the classes before. */
        void challenge(int[] owners, double[] best) {
            if (indexes.length == 1) {
                challenge(owners, best, indexes[0]);
                return;
            }
            int[] candidates = highest();
            for (int shard = 0; shard < owners.length; shard++) {
                double score = all.get(candidates[shard]).scores()[shard];
                if (score > best[shard]) {
                    best[shard] = score;
                    owners[shard] = candidates[shard];
                }
            }
        }

        private void challenge(int[] owners, double[] best, int candidate) {
            double[] scores = all.get(candidate).scores();
            for (int shard = 0; shard < owners.length; shard++) {
                if (scores[shard] > best[shard]) {
                    best[shard] = scores[shard];
                    owners[shard] = candidate;
                }
            }
        }
    }
}
