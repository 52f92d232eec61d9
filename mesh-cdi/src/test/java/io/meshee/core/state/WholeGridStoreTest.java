package io.meshee.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore.UnavailableException;
import io.meshee.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WholeGridStoreTest {

    private static final ProcessKey PROCESS = new ProcessKey("bank", "account", "a");

    private final InMemoryStateStore below = new InMemoryStateStore();
    private final Queue<Boolean> wholeness = new ArrayDeque<>();
    private final Queue<Duration> waits = new ArrayDeque<>();
    private final WholeGridStore store = new WholeGridStore(below, limit -> {
        waits.add(limit);
        return wholeness.remove();
    });

    @Test
    void it_opens_while_the_grid_is_whole() throws Exception {
        wholeness.addAll(List.of(true, true));

        assertThat(store.open(PROCESS).generation()).isEqualTo(1);
    }

    @Test
    void it_opens_nothing_while_the_grid_is_split() throws Exception {
        wholeness.add(false);

        assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);
        assertThat(waits)
                .as("what it waits for a grid that may only have lost a dead member")
                .allMatch(limit -> limit.compareTo(Duration.ofSeconds(1)) > 0);
        assertThat(below.open(PROCESS).generation()).as("it was not opened").isEqualTo(1);
    }

    @Test
    void it_gives_nothing_that_it_may_have_read_of_a_part() {
        wholeness.addAll(List.of(true, false, false));

        assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);
    }

    /** A member of the grid that is killed is out of it before it is known to be dead. */
    @Test
    void it_opens_again_what_it_has_read_while_the_grid_lost_a_member() throws Exception {
        wholeness.addAll(List.of(true, false, true, true));

        assertThat(store.open(PROCESS).generation()).as("opened twice").isEqualTo(2);
    }

    @Test
    void it_does_not_open_for_ever() {
        wholeness.addAll(List.of(true, false, true, false, true, false));

        assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);
        assertThat(wholeness).isEmpty();
    }

    @Test
    void who_has_opened_goes_on_writing_whatever_becomes_of_the_grid() throws Exception {
        wholeness.addAll(List.of(true, true));
        long generation = store.open(PROCESS).generation();

        store.write(PROCESS, generation, new byte[] {1});
        store.delete(PROCESS, generation);

        assertThat(below.stored(PROCESS)).isEmpty();
    }
}
