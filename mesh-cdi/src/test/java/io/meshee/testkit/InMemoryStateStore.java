package io.meshee.testkit;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** States in this JVM, which outlive the nodes. Can be made to refuse. */
public final class InMemoryStateStore implements StateStore {

    private final Map<ProcessKey, Opened> entries = new ConcurrentHashMap<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile Thread lastWriter;
    private final AtomicReference<Gate> refusedAfter = new AtomicReference<>();
    private volatile boolean down;

    /** From now on nothing is opened, written or deleted. */
    public void goDown() {
        down = true;
    }

    /** The next write is held until the gate opens, and then refused. */
    public void refuseNextWriteAfter(Gate gate) {
        refusedAfter.set(gate);
    }

    /** Answers again. */
    public void comeUp() {
        down = false;
    }

    /** How many writes there were. */
    public int writes() {
        return writes.get();
    }

    /** How much was refused while it was down. */
    public int refusals() {
        return refusals.get();
    }

    /** The thread that wrote last; {@code null} if none did. */
    public Thread lastWriter() {
        return lastWriter;
    }

    /** Puts bytes in the place of what is stored. */
    public void damage(ProcessKey process, byte[] bytes) {
        entries.computeIfPresent(process, (key, entry) -> new Opened(entry.generation(), Optional.of(bytes)));
    }

    /** The bytes that are stored for a process. */
    public Optional<byte[]> stored(ProcessKey process) {
        Opened entry = entries.get(process);
        return entry == null ? Optional.empty() : entry.state();
    }

    /** Whether there is a state. */
    public boolean has(ProcessKey process) {
        return entries.containsKey(process) && entries.get(process).state().isPresent();
    }

    /** A node's way to the store, which ends with the node. */
    Access access() {
        return new Access();
    }

    /** One node's way to the store. */
    final class Access implements StateStore {

        private volatile boolean cut;

        /** Nothing of this node reaches the store any more. */
        void cut() {
            cut = true;
        }

        @Override
        public Opened open(ProcessKey process) throws UnavailableException {
            requireWay();
            return InMemoryStateStore.this.open(process);
        }

        @Override
        public boolean isInGrid() {
            return true;
        }

        @Override
        public void write(ProcessKey process, long generation, byte[] state)
                throws StaleException, UnavailableException {
            requireWay();
            InMemoryStateStore.this.write(process, generation, state);
        }

        @Override
        public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
            requireWay();
            InMemoryStateStore.this.delete(process, generation);
        }

        private void requireWay() throws UnavailableException {
            if (cut) {
                throw new UnavailableException("the node is dead", null);
            }
        }
    }

    @Override
    public Opened open(ProcessKey process) throws UnavailableException {
        requireUp();
        return entries.merge(
                process,
                new Opened(1, Optional.empty()),
                (before, first) -> new Opened(before.generation() + 1, before.state()));
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException {
        Gate gate = refusedAfter.getAndSet(null);
        if (gate != null) {
            gate.pass();
            throw new UnavailableException("refused, as the test wants it", null);
        }
        put(process, new Opened(generation, Optional.of(state)));
        lastWriter = Thread.currentThread();
        writes.incrementAndGet();
    }

    @Override
    public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
        put(process, new Opened(generation, Optional.empty()));
    }

    private void put(ProcessKey process, Opened next) throws StaleException, UnavailableException {
        requireUp();
        Opened kept = entries.merge(
                process, next, (before, after) -> before.generation() > after.generation() ? before : after);
        if (kept != next) {
            throw new StaleException("generation " + next.generation() + " is older than " + kept.generation());
        }
    }

    private void requireUp() throws UnavailableException {
        if (down) {
            refusals.incrementAndGet();
            throw new UnavailableException("the store is down", null);
        }
    }
}
