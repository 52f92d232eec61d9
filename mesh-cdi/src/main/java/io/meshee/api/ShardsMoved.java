package io.meshee.api;

import java.util.List;

/**
 * A new view gave this node shards of a capability, or took some: published as a CDI event there, to synchronous and
 * asynchronous observers, for each capability of which any moved. Gained shards may still wait for their former owners.
 *
 * @param capability the capability
 * @param epoch of the new view
 * @param gained the shards that this node owns from now on, sorted
 * @param lost the shards that it owned until now, sorted
 */
public record ShardsMoved(String capability, long epoch, List<Integer> gained, List<Integer> lost) {

    /** Copies the lists. */
    public ShardsMoved {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }
}
