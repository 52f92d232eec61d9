package io.meshee.core.state;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps nothing: {@code mesh.state-store=none}. */
public final class NoStateStore implements StateStore {

    private final AtomicLong generations = new AtomicLong();

    @Override
    public Opened open(ProcessKey process) {
        return new Opened(generations.incrementAndGet(), Optional.empty());
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) {
        // nothing is kept
    }

    @Override
    public void delete(ProcessKey process, long generation) {
        // nothing was kept
    }
}
