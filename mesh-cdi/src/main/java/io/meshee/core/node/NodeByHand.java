package io.meshee.core.node;

import io.meshee.api.MeshNotRunningException;
import io.meshee.api.ProcessKey;
import io.meshee.core.process.ProcessHost;
import java.util.OptionalLong;
import java.util.Set;

/** The strings to pull at a node whose {@link io.meshee.core.time.TimeSource} is turned by hand. */
public final class NodeByHand {

    private final NodeRuntime runtime;

    NodeByHand(NodeRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Does what is due now. When this returns it has been begun; until it has ended, its processes are {@link #busy()}.
     *
     * @throws MeshNotRunningException if the node has stopped
     */
    public void runDue() throws InterruptedException {
        runtime.runDue();
    }

    /**
     * The moment, by {@link io.meshee.core.time.TimeSource#nanoTime()}, at which something is due next; empty if nothing
     * waits.
     *
     * @param after only moments after this one count
     */
    public OptionalLong nextDue(long after) {
        return runtime.processes().nextDue(after);
    }

    /** Whether something is due now. */
    public boolean isDue() {
        return runtime.processes().isDue();
    }

    /** The processes that run, have messages, or are about to end. */
    public Set<ProcessKey> busy() {
        return runtime.processes().busy();
    }

    /** Those of them whose handlers run. */
    public Set<ProcessKey> handling() {
        return runtime.processes().handling();
    }

    /** Whether the process is active here. */
    public boolean has(ProcessKey process) {
        ProcessHost host = runtime.processes().host(process.capability(), process.type());
        return host != null && host.has(process.id());
    }

    /**
     * Ends the node as the death of its JVM would: its handlers are interrupted, nothing is passivated, saved or said to
     * anyone. The grid has to be told by whoever calls this.
     */
    public void halt() {
        runtime.halt();
    }
}
