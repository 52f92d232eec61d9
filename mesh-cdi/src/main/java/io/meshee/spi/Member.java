package io.meshee.spi;

/**
 * A node as a {@link ShardStrategy} sees it.
 *
 * @param name unique among the members
 * @param weight its share of the shards relative to the others', {@code mesh.node.weight}; more than 0, default 1
 * @param zone a label for where it stands, {@code mesh.node.zone}; empty by default
 */
public record Member(String name, double weight, String zone) {}
