package io.meshee.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.Handle;
import io.meshee.api.ProcessKey;
import io.meshee.api.State;
import io.meshee.core.codec.AllowedTypes;
import io.meshee.core.codec.SerialPayloadCodec;
import io.meshee.core.codec.TypeClosure;
import io.meshee.core.time.TimeSource;
import io.meshee.spi.StateStore;
import io.meshee.spi.StateStore.UnavailableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store of somebody else's may throw what it likes. */
class StateKeeperTest {

    private static final ProcessKey PROCESS = new ProcessKey("c", "t", "a");

    static class Counter {
        @State
        private int value = 3;

        @Handle
        public int value() {
            return value;
        }
    }

    private final SerialPayloadCodec codec = new SerialPayloadCodec(getClass().getClassLoader(), 1 << 20);
    private final StateShape shape = StateScan.of(Counter.class).shape();

    @Test
    void a_store_that_throws_at_the_opening_lets_no_process_start() {
        StateKeeper keeper = keeperOf(new BrokenStore(true));

        assertThatThrownBy(() -> keeper.open(PROCESS, shape, new Counter()))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageContaining("c/t/a")
                .hasMessageContaining("out of order");
    }

    @Test
    void a_store_that_throws_at_a_write_leaves_open_what_it_has_done() throws Exception {
        ProcessState state = keeperOf(new BrokenStore(false)).open(PROCESS, shape, new Counter());

        assertThatThrownBy(state::save).isInstanceOf(UnavailableException.class).hasMessageContaining("out of order");
    }

    @Test
    void a_store_that_throws_at_a_deletion_leaves_open_what_it_has_done() {
        assertThatThrownBy(() -> keeperOf(new BrokenStore(false)).forget(PROCESS))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void where_nothing_is_kept_every_activation_starts_afresh() throws Exception {
        StateKeeper keeper = keeperOf(new NoStateStore());
        keeper.open(PROCESS, shape, new Counter()).save();
        Counter next = new Counter();
        next.value = 9;

        keeper.open(PROCESS, shape, next);

        assertThat(next.value).isEqualTo(9);
    }

    private StateKeeper keeperOf(StateStore store) {
        return new StateKeeper(store, codec, AllowedTypes.of(TypeClosure.of(List.of()), List.of()), TimeSource.SYSTEM);
    }

    private record BrokenStore(boolean opensBadly) implements StateStore {

        @Override
        public Opened open(ProcessKey process) {
            if (opensBadly) {
                throw new IllegalStateException("out of order");
            }
            return new Opened(1, Optional.empty());
        }

        @Override
        public void write(ProcessKey process, long generation, byte[] state) {
            throw new IllegalStateException("out of order");
        }

        @Override
        public void delete(ProcessKey process, long generation) {
            throw new IllegalStateException("out of order");
        }
    }
}
