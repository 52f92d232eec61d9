package io.meshee.core.shard;

import io.meshee.spi.Member;
import io.meshee.spi.ShardStrategy;
import java.util.List;

/**
 * Shard <i>s</i> belongs to member <i>s</i> modulo the number of members, as in the Elixir library (its
 * {@code EventualConsistency} strategy). Perfectly even, but when a member joins or leaves nearly every shard moves (2 to
 * 3 nodes: two thirds). Weights do not count.
 */
public final class ModuloShardStrategy implements ShardStrategy, WholePlacement {

    @Override
    public int owner(int shard, String capability, List<Member> members) {
        return shard % members.size();
    }

    @Override
    public Placing begin(int shards) {
        return members -> owners(shards, members);
    }

    private static int[] owners(int shards, List<Member> members) {
        int[] owners = new int[shards];
        for (int shard = 0; shard < shards; shard++) {
            owners[shard] = shard % members.size();
        }
        return owners;
    }
}
