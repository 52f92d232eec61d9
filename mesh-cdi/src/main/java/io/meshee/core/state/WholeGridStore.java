package io.meshee.core.state;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A store in the data grid that opens nothing while the grid is split and the mesh is not: what it would find may be old, and
 * what it would not find may be there. Who writes has opened before, and a merge keeps what was saved last.
 */
public final class WholeGridStore implements StateStore {

    /** As long as it takes to prove that who has left the grid is dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Each after the first is for a member that has left the grid meanwhile. */
    private static final int ATTEMPTS = 3;

    private final StateStore below;
    private final Predicate<Duration> becomesWhole;

    /**
     * The same store, but careful.
     *
     * @param becomesWhole whether the grid is whole, or becomes so within that time
     */
    public WholeGridStore(StateStore below, Predicate<Duration> becomesWhole) {
        this.below = below;
        this.becomesWhole = becomesWhole;
    }

    @Override
    public Opened open(ProcessKey process) throws UnavailableException {
        for (int attempt = 1; attempt <= ATTEMPTS && becomesWhole.test(PATIENCE); attempt++) {
            Opened opened = below.open(process);
            boolean isStillWhole = becomesWhole.test(Duration.ZERO);
            if (isStillWhole) {
                return opened;
            }
        }
        throw new UnavailableException("the data grid is split, and another part of it may have a later state", null);
    }

    @Override
    public void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException {
        below.write(process, generation, state);
    }

    @Override
    public void write(ProcessKey process, long generation, Optional<byte[]> before, byte[] state)
            throws StaleException, UnavailableException {
        below.write(process, generation, before, state);
    }

    @Override
    public void delete(ProcessKey process, long generation) throws StaleException, UnavailableException {
        below.delete(process, generation);
    }
}
