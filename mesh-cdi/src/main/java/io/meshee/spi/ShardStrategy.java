package io.meshee.spi;

import java.util.List;

/**
 * Places shards on members. Named in {@code mesh.shard-strategy} by its CDI bean name.
 *
 * <p>Must be pure: equal arguments give equal answers on every node and every JVM, or two nodes will each believe that
 * they own a shard.
 */
@FunctionalInterface
public interface ShardStrategy {

    /**
     * The owner of a shard.
     *
     * @param shard from 0 to the number of shards - 1
     * @param capability what the members serve
     * @param members those that serve the capability, at least one, sorted by name
     * @return the owner's index in {@code members}
     */
    int owner(int shard, String capability, List<Member> members);
}
