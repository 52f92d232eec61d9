package io.meshee.core.shard;

import io.meshee.spi.Member;
import java.util.List;

/**
 * A strategy that looks at no capability, and so can place all shards of a set of members at once. Capabilities with
 * the same members then share one computation and one array.
 */
interface WholePlacement {

    /** Begins a table of so many shards. */
    Placing begin(int shards);

    /**
     * The shards of one table, for one set of members after another. What was computed for a member is kept for the next
     * set that has it. Not for several threads.
     */
    interface Placing {

        /** The owner's index in {@code members} for each shard; the same numbers as one call a shard would give. */
        int[] owners(List<Member> members);
    }
}
