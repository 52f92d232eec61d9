package io.meshee.core.process;

import io.meshee.core.lease.Lease;

/** What a process host needs to know of the node around it. */
public interface ProcessRuntime {

    /** The node's name. */
    String node();

    /** The epoch of the view that the node works by. */
    long epoch();

    /** The lease of the node's present stay in the mesh. */
    Lease lease();

    /** The number of the id's shard. */
    int shardOf(String id);

    /** Whether this node owns the id's shard for the capability by the newest view, and need not wait for a former owner. */
    boolean mayServe(String capability, String id);
}
