package io.meshee.core.process;

/** What a process host needs to know of the node around it. */
public interface ProcessRuntime {

    /** The node's name. */
    String node();

    /** The epoch of the view that the node works by. */
    long epoch();

    /** Whether this node owns the id's shard for the capability by the newest view, and need not wait for a former owner. */
    boolean mayServe(String capability, String id);
}
