package io.meshee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.spi.StateStore;
import io.meshee.spi.StateStore.Opened;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link StateStore} that keeps anything has to do. */
@Timeout(120)
public abstract class StateStoreContract {

    protected static final ProcessKey PROCESS = new ProcessKey("game", "Game", "a");
    protected static final byte[] ONE = {1};
    protected static final byte[] TWO = {2};

    /** One node's way to the store, which is empty when the test begins. */
    protected abstract StateStore here();

    /** Another node's way to the same store. */
    protected abstract StateStore there();

    /** A way to a store that is out of reach. */
    protected abstract StateStore outOfReach();

    @Test
    void each_open_raises_the_generation_and_gives_what_was_written_on_any_node() throws Exception {
        Opened opened = here().open(PROCESS);
        here().write(PROCESS, opened.generation(), ONE);
        here().write(PROCESS, opened.generation(), TWO);

        Opened again = there().open(PROCESS);

        assertThat(opened.state()).isEmpty();
        assertThat(again.generation()).isGreaterThan(opened.generation());
        assertThat(again.state()).contains(TWO);
        assertThat(here().open(PROCESS).generation()).isGreaterThan(again.generation());
    }

    @Test
    void a_write_of_an_older_generation_is_refused_and_changes_nothing() throws Exception {
        long old = here().open(PROCESS).generation();
        long young = there().open(PROCESS).generation();
        here().write(PROCESS, young, ONE);

        assertThatThrownBy(() -> here().write(PROCESS, old, TWO)).isInstanceOf(StaleException.class);
        assertThatThrownBy(() -> here().delete(PROCESS, old)).isInstanceOf(StaleException.class);

        assertThat(here().open(PROCESS).state()).contains(ONE);
    }

    @Test
    void a_write_in_the_place_of_what_the_writer_knows_is_fenced_as_any_other() throws Exception {
        long old = here().open(PROCESS).generation();
        here().write(PROCESS, old, Optional.empty(), ONE);
        here().write(PROCESS, old, Optional.of(ONE), TWO);
        long young = there().open(PROCESS).generation();

        assertThatThrownBy(() -> here().write(PROCESS, old, Optional.of(TWO), ONE))
                .isInstanceOf(StaleException.class);
        assertThat(here().open(PROCESS).state()).contains(TWO);
        assertThat(young).isGreaterThan(old);
    }

    @Test
    void a_writer_that_is_wrong_about_what_is_there_writes_all_the_same() throws Exception {
        long generation = here().open(PROCESS).generation();
        here().write(PROCESS, generation, Optional.of(TWO), ONE);
        assertThat(there().open(PROCESS).state()).contains(ONE);

        long next = here().open(PROCESS).generation();
        here().write(PROCESS, next, Optional.empty(), TWO);
        assertThat(there().open(PROCESS).state()).contains(TWO);
    }

    @Test
    void what_was_deleted_cannot_be_brought_back_by_an_older_generation() throws Exception {
        long old = here().open(PROCESS).generation();
        here().write(PROCESS, old, ONE);
        long young = there().open(PROCESS).generation();
        there().delete(PROCESS, young);

        assertThatThrownBy(() -> here().write(PROCESS, old, TWO)).isInstanceOf(StaleException.class);

        Opened opened = here().open(PROCESS);
        assertThat(opened.state()).isEmpty();
        assertThat(opened.generation()).isGreaterThan(young);
        assertThatThrownBy(() -> there().write(PROCESS, young, TWO)).isInstanceOf(StaleException.class);
    }

    @Test
    void who_has_deleted_may_write_again() throws Exception {
        long generation = here().open(PROCESS).generation();
        here().write(PROCESS, generation, ONE);
        here().delete(PROCESS, generation);
        here().write(PROCESS, generation, TWO);

        assertThat(there().open(PROCESS).state()).contains(TWO);
    }

    @Test
    void each_of_many_opens_at_once_gets_a_generation_of_its_own() throws Exception {
        Set<Long> generations = ConcurrentHashMap.newKeySet();

        atOnce(
                8,
                50,
                (thread, turn) -> assertThat(
                                generations.add(any(thread).open(PROCESS).generation()))
                        .isTrue());

        assertThat(generations).hasSize(400);
        assertThat(here().open(PROCESS).generation())
                .isGreaterThan(
                        generations.stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    @Test
    void no_count_is_lost_between_those_who_open_and_write_at_once() throws Exception {
        atOnce(4, 10, (thread, turn) -> {
            while (!countUp(any(thread))) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });

        assertThat(here().open(PROCESS).state()).contains(new byte[] {40});
    }

    /** False if somebody has opened the state in between. */
    private static boolean countUp(StateStore store) throws UnavailableException {
        Opened opened = store.open(PROCESS);
        byte count = opened.state().map(state -> state[0]).orElse((byte) 0);
        try {
            store.write(PROCESS, opened.generation(), new byte[] {(byte) (count + 1)});
            return true;
        } catch (StaleException overtaken) {
            return false;
        }
    }

    @Test
    void names_that_read_alike_when_put_together_are_kept_apart() throws Exception {
        ProcessKey one = new ProcessKey("ab", "c", "d");
        here().write(one, here().open(one).generation(), ONE);

        assertThat(here().open(new ProcessKey("a", "bc", "d")).state()).isEmpty();
        assertThat(here().open(new ProcessKey("ab", "cd", "")).state()).isEmpty();
        assertThat(here().open(new ProcessKey("ab", "", "cd")).state()).isEmpty();
        assertThat(here().open(new ProcessKey("AB", "c", "d")).state()).isEmpty();
        assertThat(here().open(new ProcessKey("ab", "c", "d ")).state()).isEmpty();
        assertThat(here().open(one).state()).contains(ONE);
    }

    @Test
    void ids_may_be_long_and_hold_any_character() throws Exception {
        List<String> ids = List.of(
                "x".repeat(1024),
                "x".repeat(1023) + "y",
                "🂡".repeat(512),
                "a\u0000b",
                "a\u0000c",
                "\ud83c",
                "\ud83d",
                "e\u0301",
                "\u00e9",
                "'; DROP TABLE MESH_STATE; --",
                "50%_\\");
        for (int i = 0; i < ids.size(); i++) {
            ProcessKey process = new ProcessKey("capability ".repeat(93), "τύπος", ids.get(i));
            here().write(process, here().open(process).generation(), new byte[] {(byte) i});
        }
        for (int i = 0; i < ids.size(); i++) {
            ProcessKey process = new ProcessKey("capability ".repeat(93), "τύπος", ids.get(i));
            assertThat(there().open(process).state()).contains(new byte[] {(byte) i});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_536, 1 << 20, 5 << 20})
    void bytes_come_back_as_they_were(int size) throws Exception {
        byte[] state = new byte[size];
        new Random(size).nextBytes(state);

        here().write(PROCESS, here().open(PROCESS).generation(), state);

        assertThat(there().open(PROCESS).state().orElseThrow()).isEqualTo(state);
    }

    @Test
    void a_store_out_of_reach_is_unavailable_and_never_empty() {
        assertThatThrownBy(() -> outOfReach().open(PROCESS)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> outOfReach().write(PROCESS, 1, ONE)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> outOfReach().delete(PROCESS, 1)).isInstanceOf(UnavailableException.class);
    }

    private StateStore any(int thread) {
        return thread % 2 == 0 ? here() : there();
    }

    /** What one of several threads does, again and again. */
    @FunctionalInterface
    protected interface Turn {
        void take(int thread, int turn) throws Exception;
    }

    protected static void atOnce(int threads, int turns, Turn turn) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < turns; i++) {
                        turn.take(thread, i);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
