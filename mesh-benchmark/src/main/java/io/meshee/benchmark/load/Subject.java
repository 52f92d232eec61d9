package io.meshee.benchmark.load;

import java.util.Optional;

/** A system, seen from the node that calls. */
public interface Subject {

    /** The calls of a row, made ready; empty if this system has no such thing. */
    Optional<Calls> calls(Row row) throws Exception;

    /** Makes sure that so many processes are active here and idle, and gives how many are. */
    int idle(int count) throws Exception;

    /** Ends what {@link #idle} made. */
    void endIdle() throws Exception;

    /** Calls of one kind. Used by many threads. */
    interface Calls {

        /**
         * Calls, and waits for the answer.
         *
         * @param number any at all; chooses the process
         */
        void call(int number) throws Exception;

        /**
         * Calls, and tells when the answer is there, in whatever way costs this system least. The thread that starts calls
         * is one and the same.
         */
        void start(int number, Runnable done) throws Exception;

        /** Ends what a measurement has left behind, which is not measured. */
        default void tidy() throws Exception {
            // nothing is left behind
        }
    }
}
