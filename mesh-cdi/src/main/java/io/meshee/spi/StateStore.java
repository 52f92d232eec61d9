package io.meshee.spi;

import io.meshee.api.ProcessKey;
import java.util.Optional;

/**
 * Keeps the state of processes. A generation, raised by every {@link #open}, lives with each state and fences it: what
 * an older activation writes is refused. Safe for any number of threads.
 */
public interface StateStore {

    /**
     * What {@link #open} gives.
     *
     * @param generation what the opener writes with; more than every earlier one of this process
     * @param state empty if none was saved
     */
    record Opened(long generation, Optional<byte[]> state) {}

    /**
     * Whether it keeps states on the members of the data grid. Nothing is opened then while the grid is split, for what it gives
     * may be old. False by default.
     */
    default boolean isInGrid() {
        return false;
    }

    /**
     * Raises the generation of a process's state, in one step with reading it.
     *
     * @throws UnavailableException if that did not happen, or it is not known whether it did
     */
    Opened open(ProcessKey process) throws UnavailableException;

    /**
     * Saves a state.
     *
     * @param generation the writer's own
     * @throws StaleException if a newer activation has opened the state; nothing was written
     * @throws UnavailableException if it is not known to be written
     */
    void write(ProcessKey process, long generation, byte[] state) throws StaleException, UnavailableException;

    /**
     * Saves a state in the place of what the writer has read or written last. A store that compares and sets need not look
     * at what is there first; where that is something else, it does what {@link #write(ProcessKey, long, byte[])} does,
     * and so does this default.
     *
     * @param generation the writer's own
     * @param before what the writer believes to be stored; empty if it has found nothing and written nothing yet
     * @throws StaleException if a newer activation has opened the state; nothing was written
     * @throws UnavailableException if it is not known to be written
     */
    default void write(ProcessKey process, long generation, Optional<byte[]> before, byte[] state)
            throws StaleException, UnavailableException {
        write(process, generation, state);
    }

    /**
     * Forgets a state. The generation is kept for a day or longer, so that an older activation cannot bring it back; a
     * process that begins anew after that must still get a higher one.
     *
     * @param generation the writer's own
     * @throws StaleException if a newer activation has opened the state; nothing was deleted
     * @throws UnavailableException if it is not known to be deleted
     */
    void delete(ProcessKey process, long generation) throws StaleException, UnavailableException;

    /** A newer activation has opened the state. */
    final class StaleException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Creates the exception with both generations in its message. */
        public StaleException(String message) {
            super(message);
        }
    }

    /** The store did not answer, or not in time, or not surely. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Creates the exception with what the store said. */
        public UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
