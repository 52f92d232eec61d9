package io.meshee.core.reminder;

/** A shard of a capability. */
record Shard(String capability, int number) {}
