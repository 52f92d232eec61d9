package io.meshee.core.shard;

/** A shard of a capability. */
public record Shard(String capability, int number) {}
