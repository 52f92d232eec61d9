package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.api.ProcessKey;
import io.meshee.jcache.JCacheStateStore;
import io.meshee.spi.StateStore;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import io.meshee.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The store in the server's own data grid, of two members. */
@Timeout(120)
class JCacheStateStoreTest {

    private static final ProcessKey PROCESS = new ProcessKey("game", "Game", "a");
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    private static HazelcastInstance first;
    private static HazelcastInstance second;

    private final String mesh;

    JCacheStateStoreTest(TestInfo test) {
        mesh = test.getTestMethod().orElseThrow().getName();
    }

    @BeforeAll
    static void join() {
        StateGrid grid = new StateGrid();
        first = grid.join();
        second = grid.join();
        assertThat(first.getCluster().getMembers()).hasSize(2);
    }

    @AfterAll
    static void leave() {
        second.getLifecycleService().terminate();
        first.getLifecycleService().terminate();
    }

    @Test
    void each_open_raises_the_generation_and_gives_what_was_written_on_any_member() throws Exception {
        StateStore here = storeOf(first);
        StateStore there = storeOf(second);
        StateStore.Opened opened = here.open(PROCESS);
        here.write(PROCESS, opened.generation(), ONE);
        here.write(PROCESS, opened.generation(), TWO);

        StateStore.Opened again = there.open(PROCESS);

        assertThat(opened.state()).isEmpty();
        assertThat(again.generation()).isGreaterThan(opened.generation());
        assertThat(again.state()).contains(TWO);
    }

    @Test
    void a_write_of_an_older_generation_is_refused_and_changes_nothing() throws Exception {
        StateStore here = storeOf(first);
        long old = here.open(PROCESS).generation();
        long young = storeOf(second).open(PROCESS).generation();
        here.write(PROCESS, young, ONE);

        assertThatThrownBy(() -> here.write(PROCESS, old, TWO)).isInstanceOf(StaleException.class);
        assertThatThrownBy(() -> here.delete(PROCESS, old)).isInstanceOf(StaleException.class);

        assertThat(here.open(PROCESS).state()).contains(ONE);
    }

    @Test
    void what_was_deleted_cannot_be_brought_back_by_an_older_generation() throws Exception {
        StateStore here = storeOf(first);
        long old = here.open(PROCESS).generation();
        here.write(PROCESS, old, ONE);
        here.delete(PROCESS, here.open(PROCESS).generation());

        assertThatThrownBy(() -> here.write(PROCESS, old, TWO)).isInstanceOf(StaleException.class);

        StateStore.Opened opened = here.open(PROCESS);
        assertThat(opened.state()).isEmpty();
        assertThat(opened.generation()).isGreaterThan(old + 1);
    }

    @Test
    void each_of_many_opens_at_once_gets_a_generation_of_its_own() throws Exception {
        List<StateStore> stores = List.of(storeOf(first), storeOf(second));
        Set<Long> generations = ConcurrentHashMap.newKeySet();

        atOnce(
                8,
                100,
                (thread, turn) -> assertThat(generations.add(
                                stores.get(thread % 2).open(PROCESS).generation()))
                        .isTrue());

        assertThat(generations).hasSize(800);
        assertThat(stores.get(0).open(PROCESS).generation()).isEqualTo(801);
    }

    @Test
    void of_openers_that_write_at_once_only_those_not_overtaken_do() throws Exception {
        List<StateStore> stores = List.of(storeOf(first), storeOf(second));

        atOnce(8, 50, (thread, turn) -> {
            StateStore store = stores.get(thread % 2);
            StateStore.Opened opened = store.open(PROCESS);
            byte before = opened.state().map(state -> state[0]).orElse((byte) 0);
            try {
                store.write(PROCESS, opened.generation(), new byte[] {(byte) (before + 1), (byte) opened.generation()});
            } catch (StaleException overtaken) {
                assertThat(store.open(PROCESS).generation()).isGreaterThan(opened.generation());
            }
        });

        long generation = stores.get(0).open(PROCESS).generation();
        stores.get(0).write(PROCESS, generation, ONE);
        assertThat(stores.get(1).open(PROCESS).state()).contains(ONE);
    }

    @Test
    void names_that_read_alike_when_put_together_are_kept_apart() throws Exception {
        StateStore here = storeOf(first);
        ProcessKey one = new ProcessKey("ab", "c", "d");
        here.write(one, here.open(one).generation(), ONE);

        assertThat(here.open(new ProcessKey("a", "bc", "d")).state()).isEmpty();
        assertThat(here.open(new ProcessKey("ab", "cd", "")).state()).isEmpty();
        assertThat(here.open(new ProcessKey("ab", "", "cd")).state()).isEmpty();
        assertThat(here.open(one).state()).contains(ONE);
    }

    @Test
    void a_damaged_entry_is_an_error_and_never_absence() throws Exception {
        StateStore here = storeOf(first);
        here.open(PROCESS);
        var cache = StateGrid.caches(first).<String, byte[]>getCache(mesh + ".state", String.class, byte[].class);
        String key = cache.iterator().next().getKey();
        cache.put(key, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> here.open(PROCESS))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> here.write(PROCESS, 1, ONE)).isInstanceOf(UnavailableException.class);
        assertThat(cache.get(key)).containsExactly(1, 2, 3);
    }

    @Test
    void nothing_is_evicted_however_many_processes_there_are() throws Exception {
        HazelcastInstance lone = new StateGrid().join();
        try {
            StateStore store = storeOf(lone);
            atOnce(4, 7_500, (thread, turn) -> store.open(new ProcessKey("c", "t", thread + "-" + turn)));

            atOnce(
                    4,
                    7_500,
                    (thread, turn) -> assertThat(store.open(new ProcessKey("c", "t", thread + "-" + turn))
                                    .generation())
                            .isEqualTo(2));
        } finally {
            lone.getLifecycleService().terminate();
        }
    }

    @Test
    void the_death_of_one_member_loses_nothing_and_a_dead_grid_is_unavailable() throws Exception {
        StateGrid grid = new StateGrid();
        HazelcastInstance survivor = grid.join();
        HazelcastInstance victim = grid.join();
        try {
            StateStore store = storeOf(survivor);
            Eventually.until(
                    "the grid is safe", () -> survivor.getPartitionService().isClusterSafe());
            for (int i = 0; i < 500; i++) {
                ProcessKey process = new ProcessKey("c", "t", "p" + i);
                store.write(process, store.open(process).generation(), ONE);
            }

            victim.getLifecycleService().terminate();

            for (int i = 0; i < 500; i++) {
                assertThat(store.open(new ProcessKey("c", "t", "p" + i)).state())
                        .contains(ONE);
            }
            survivor.getLifecycleService().terminate();
            assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> store.write(PROCESS, 1, ONE)).isInstanceOf(UnavailableException.class);
        } finally {
            victim.getLifecycleService().terminate();
            survivor.getLifecycleService().terminate();
        }
    }

    private StateStore storeOf(HazelcastInstance member) {
        return new JCacheStateStore(StateGrid.caches(member), mesh, StateCache.configuration());
    }

    @FunctionalInterface
    private interface Turn {
        void take(int thread, int turn) throws Exception;
    }

    private static void atOnce(int threads, int turns, Turn turn) throws Exception {
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
