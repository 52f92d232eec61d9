package io.meshee.core.state;

import io.meshee.api.ProcessKey;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.CodecException;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.time.TimeSource;
import io.meshee.core.wire.MalformedException;
import io.meshee.spi.StateStore;
import io.meshee.spi.StateStore.Opened;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import java.util.Map;
import java.util.Optional;

/** Takes the state of processes to the store and back. Safe for any number of threads. */
public final class StateKeeper {

    private final StateStore store;
    private final SerialPayloadCodec codec;
    private final AllowedTypes allowed;
    private final TimeSource time;

    /**
     * A keeper for that store.
     *
     * @param allowed the types that may be read from it
     */
    public StateKeeper(StateStore store, SerialPayloadCodec codec, AllowedTypes allowed, TimeSource time) {
        this.store = store;
        this.codec = codec;
        this.allowed = allowed;
        this.time = time;
    }

    /**
     * Opens the state of a process and puts it, if there is any, into a fresh instance.
     *
     * @throws UnreadableStateException if there is a state but it cannot be read, or it cannot be known whether there is
     */
    public ProcessState open(ProcessKey process, StateShape shape, Object target) throws UnreadableStateException {
        try {
            Opened opened = guarded(() -> store.open(process));
            if (opened.state().isEmpty()) {
                return new ProcessState(this, process, shape, target, opened.generation(), null, Map.of());
            }
            byte[] bytes = opened.state().get();
            StoredState stored = StoredState.decode(bytes);
            shape.give(target, codec.decode(stored.state(), allowed));
            return new ProcessState(this, process, shape, target, opened.generation(), bytes, stored.replies());
        } catch (UnavailableException e) {
            throw new UnreadableStateException("the store did not open the state of " + process, e);
        } catch (MalformedException e) {
            throw new UnreadableStateException("what is stored for " + process + " is damaged", e);
        } catch (CodecException | IllegalArgumentException e) {
            throw new UnreadableStateException("the state of " + process + " does not fit its class", e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new UnreadableStateException("the @RestoreState method of " + process + " failed", e);
        }
    }

    /** Deletes the state of a process that has no activation, fencing any that still believes it has one. */
    public void forget(ProcessKey process) throws StaleException, UnavailableException {
        fenced(() -> store.delete(process, guarded(() -> store.open(process)).generation()));
    }

    /** Writes the state, unless it is what was saved last; returns what is stored then. */
    byte[] save(
            ProcessKey process,
            long generation,
            StateShape shape,
            Object target,
            Map<String, byte[]> replies,
            byte[] saved)
            throws CodecException, StaleException, UnavailableException {
        byte[] bytes = new StoredState(numberAfter(saved), codec.encode(take(shape, target)), replies).encode();
        if (saved != null && isSame(bytes, saved)) {
            return saved;
        }
        fenced(() -> store.write(process, generation, Optional.ofNullable(saved), bytes));
        return bytes;
    }

    private long numberAfter(byte[] saved) {
        try {
            long before = saved == null ? 0 : StoredState.numberOf(saved);
            return before == 0 ? time.now().toEpochMilli() : before + 1;
        } catch (MalformedException e) {
            throw new IllegalStateException("it has been read before", e);
        }
    }

    private static boolean isSame(byte[] bytes, byte[] saved) {
        try {
            return StoredState.isSameButForNumbers(bytes, saved);
        } catch (MalformedException e) {
            throw new IllegalStateException("it has been read before", e);
        }
    }

    byte[] encode(Answer answer) throws CodecException {
        return codec.encode(Answer.toParts(answer));
    }

    Answer decode(byte[] answer) throws CodecException {
        try {
            return Answer.ofParts(codec.decode(answer, allowed));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new CodecException(e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run() throws UnavailableException;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws StaleException, UnavailableException;
    }

    /** A store of somebody else's may throw anything; that leaves open what it has done. */
    private static <T> T guarded(Reading<T> action) throws UnavailableException {
        try {
            return action.run();
        } catch (RuntimeException e) {
            throw new UnavailableException("the store failed: " + e, e);
        }
    }

    private static void fenced(Writing action) throws StaleException, UnavailableException {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw new UnavailableException("the store failed: " + e, e);
        }
    }

    private static Object take(StateShape shape, Object target) throws CodecException {
        try {
            return shape.take(target);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new CodecException("the @SaveState method failed: " + e, e);
        }
    }
}
