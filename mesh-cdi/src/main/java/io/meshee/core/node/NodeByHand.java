package io.meshee.core.node;

import io.meshee.api.MeshNotRunningException;
import io.meshee.api.ProcessKey;
import io.meshee.core.process.ProcessHost;
import io.meshee.core.time.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** The strings to pull at a node whose {@link TimeSource} is turned by hand. */
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
     * The moment, by {@link TimeSource#nanoTime()}, at which something is due next; empty if nothing
     * waits.
     *
     * @param after only moments after this one count
     */
    public OptionalLong nextDue(long after) {
        return LongStream.concat(runtime.processes().nextDue(after).stream(), nextLook().stream())
                .filter(due -> due - after > 0)
                .reduce((one, other) -> one - other < 0 ? one : other);
    }

    /** Whether something is due now. */
    public boolean isDue() {
        long now = runtime.time().nanoTime();
        return runtime.processes().isDue() || nextLook().stream().anyMatch(look -> look - now <= 0);
    }

    /** The processes that run, have messages or reminders to handle, or are about to end. */
    public Set<ProcessKey> busy() {
        Set<ProcessKey> busy = new HashSet<>(runtime.processes().busy());
        busy.addAll(runtime.reminders().underWay());
        return busy;
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

    private OptionalLong nextLook() {
        TimeSource time = runtime.time();
        return runtime.reminders().nextLook().stream()
                .mapToLong(look ->
                        time.nanoTime() + Duration.between(time.now(), look).toNanos())
                .findFirst();
    }
}
