package io.meshee.core.process;

import io.meshee.core.shard.Shard;

/** A process that its node has lost to another, and that has been told to end. */
public interface Lost {

    /** The shard it was lost with. */
    Shard shard();

    /** Whether it has ended, and its queued messages are on their way to its new owner. */
    boolean isOver();
}
