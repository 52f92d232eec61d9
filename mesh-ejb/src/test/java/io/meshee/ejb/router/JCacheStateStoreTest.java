package io.meshee.ejb.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import io.meshee.api.ProcessKey;
import io.meshee.core.state.Generations;
import io.meshee.spi.StateStore;
import io.meshee.spi.StateStore.Opened;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import io.meshee.testkit.Eventually;
import io.meshee.testkit.StateStoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The store in the server's own data grid, of two members. */
@Timeout(120)
class JCacheStateStoreTest extends StateStoreContract {

    private static HazelcastInstance first;
    private static HazelcastInstance second;

    private final String mesh;

    JCacheStateStoreTest(TestInfo test) {
        mesh = test.getTestMethod().orElseThrow().getName() + "-"
                + test.getDisplayName().replaceAll("\\W", "");
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

    @Override
    protected StateStore here() {
        return storeOf(first);
    }

    @Override
    protected StateStore there() {
        return storeOf(second);
    }

    @Override
    protected StateStore outOfReach() {
        HazelcastInstance gone = new StateGrid().join();
        StateStore store = storeOf(gone);
        gone.getLifecycleService().terminate();
        return store;
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
    void a_tombstone_goes_but_never_what_has_come_out_of_one() throws Exception {
        StateStore store = StateStores.inGrid(StateGrid.caches(second), mesh, Duration.ofMillis(500));
        ProcessKey begunAgain = new ProcessKey("game", "Game", "again");
        ProcessKey opened = new ProcessKey("game", "Game", "opened");
        ProcessKey forgotten = new ProcessKey("game", "Game", "forgotten");
        long first = store.open(forgotten).generation();
        for (ProcessKey process : List.of(begunAgain, opened)) {
            long generation = store.open(process).generation();
            store.write(process, generation, ONE);
            store.delete(process, generation);
        }
        long again = store.open(begunAgain).generation();
        store.write(begunAgain, again, TWO);
        long reopened = store.open(opened).generation();
        ProcessKey kept = new ProcessKey("game", "Game", "kept");
        long own = store.open(kept).generation();
        store.delete(kept, own);
        store.write(kept, own, Optional.empty(), TWO);
        store.write(forgotten, first, ONE);
        store.delete(forgotten, first);

        var cache = StateGrid.caches(second).<String, byte[]>getCache(mesh + ".state", String.class, byte[].class);
        Eventually.until("the tombstone that was set last is gone", () -> entries(cache) == 3);

        Opened anew = store.open(forgotten);
        assertThat(anew.state()).isEmpty();
        assertThat(anew.generation()).isGreaterThan(first);
        assertThatThrownBy(() -> store.write(forgotten, first, ONE)).isInstanceOf(StaleException.class);
        assertThat(store.open(begunAgain).state()).contains(TWO);
        assertThat(store.open(opened).generation()).isEqualTo(reopened + 1);
        assertThat(store.open(kept).state()).contains(TWO);
    }

    private static int entries(Cache<String, byte[]> cache) {
        int count = 0;
        for (var entry : cache) {
            count += entry.getValue() == null ? 0 : 1;
        }
        return count;
    }

    @Test
    void nothing_is_evicted_however_many_processes_there_are() throws Exception {
        HazelcastInstance lone = new StateGrid().join();
        try {
            StateStore store = storeOf(lone);
            Map<ProcessKey, Long> opened = new ConcurrentHashMap<>();
            atOnce(4, 7_500, (thread, turn) -> {
                ProcessKey process = new ProcessKey("c", "t", thread + "-" + turn);
                opened.put(process, store.open(process).generation());
            });

            atOnce(4, 7_500, (thread, turn) -> {
                ProcessKey process = new ProcessKey("c", "t", thread + "-" + turn);
                assertThat(store.open(process).generation()).isEqualTo(opened.get(process) + 1);
            });
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
        return StateStores.inGrid(StateGrid.caches(member), mesh, Generations.TOMBSTONE_LIFE);
    }
}
