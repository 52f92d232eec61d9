package io.meshee.core.reminder;

import java.util.BitSet;
import java.util.Map;

/** Which shards this node serves, by the newest view. */
public interface Ownership {

    /** The same object as long as nothing has changed. */
    Object version();

    /** The shards that this node owns and need not wait for, by capability. */
    Map<String, BitSet> shards();

    /** Whether it owns a shard and need not wait for it. */
    boolean owns(String capability, int shard);
}
