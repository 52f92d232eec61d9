package io.meshee.spi;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Carries batches of messages between nodes.
 *
 * <p>A batch is opaque to a transport. It is delivered at most once per {@link Link#deliver}, and hands the receiver's
 * answer back.
 */
public interface Transport extends AutoCloseable {

    /** Its name in {@code mesh.transport} and in member records. */
    String name();

    /**
     * Starts to take batches in.
     *
     * @return what peers need to reach this node, or empty if this node cannot be reached this way
     */
    Optional<String> open(Receiver receiver);

    /** A link to the peer that published the endpoint. Cheap: connects at the first batch. */
    Link connect(String endpoint);

    @Override
    void close();

    /** Takes batches from peers. */
    interface Receiver {

        /**
         * Takes a batch in and returns the answer to it. Never waits for a handler on another thread, and never throws:
         * what is no batch is refused in the answer.
         */
        byte[] deliver(byte[] batch);

        /**
         * The same for a thread that must not wait at all.
         *
         * @param answer takes the answer, once, on this thread or another, which may hold up the batches behind it; must not throw
         */
        void deliver(byte[] batch, Consumer<byte[]> answer);

        /** Counts what a transport itself could not take for a batch, and logs the reason, once a minute at most. */
        void refuse(String reason);
    }

    /** Sends batches to one peer. Used by several threads at a time: up to two for each lane. */
    interface Link extends AutoCloseable {

        /**
         * Delivers a batch and waits for the answer.
         *
         * @throws NotSentException if the peer provably did not get the batch
         * @throws LostException if it is not known whether the peer got it
         */
        byte[] deliver(byte[] batch) throws NotSentException, LostException;

        /**
         * Nothing has come back from the peer for long, though its host can be reached again: gives up what is under way, as
         * {@link LostException}, with the connection on which it hangs, and makes another one when it is needed. All links to the
         * peer may share that connection. Does nothing by default.
         */
        default void reset() {}

        @Override
        void close();
    }

    /** A link that needs no thread to wait for an answer. */
    interface PromptLink extends Link {

        /**
         * Sends a batch without waiting.
         *
         * @return ends with the answer, or with {@link NotSentException} or {@link LostException}; on a thread of the
         *     transport's, as a rule, which must not be kept
         */
        CompletionStage<byte[]> send(byte[] batch);
    }

    /** The peer provably did not get the batch: it may be sent again. */
    final class NotSentException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Creates the exception with what hindered the sending. */
        public NotSentException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It is not known whether the peer got the batch: it must not be sent again. */
    final class LostException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Creates the exception with what happened after the sending began. */
        public LostException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
