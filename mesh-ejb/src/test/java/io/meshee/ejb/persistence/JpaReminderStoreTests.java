package io.meshee.ejb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.spi.ReminderStore;
import io.meshee.spi.ReminderStore.Entry;
import io.meshee.spi.ReminderStore.Page;
import io.meshee.spi.StateStore.UnavailableException;
import io.meshee.testkit.ReminderStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the store of reminders in a database does besides, on any database. */
@Timeout(120)
abstract class JpaReminderStoreTests extends ReminderStoreContract {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final ProcessKey PROCESS = new ProcessKey("game", "Game", "a");

    private final List<Database> open = new ArrayList<>();

    /** A database, the same for the whole test. */
    abstract DataSource dataSource() throws SQLException;

    /** A data source whose database does not answer. */
    abstract DataSource unreachable();

    @Override
    protected ReminderStore store() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS MESH_REMINDER");
        }
        return store(dataSource(), "mesh");
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    @Test
    void meshes_of_other_names_have_reminders_of_their_own() throws Exception {
        ReminderStore store = store();
        store.put(7, entry(PROCESS, "bonus", 1, NOON), ReminderStore.NONE);

        ReminderStore other = store(dataSource(), "other");
        assertThat(other.of(7, PROCESS)).isEmpty();
        assertThat(other.due("game", 7, NOON, 1)).isEqualTo(new Page(List.of(), Optional.empty()));
        assertThat(other.earliest("game", List.of(7))).isEmpty();
        assertThat(other.put(7, entry(PROCESS, "bonus", 1, NOON), ReminderStore.NONE))
                .isTrue();
    }

    @Test
    void names_may_be_long_and_hold_any_character() throws Exception {
        ReminderStore store = store();
        List<String> names =
                List.of("x".repeat(1024), "🂡".repeat(512), "a\u0000b", "\ud83c", "\ud83d", "é", "e\u0301");
        ProcessKey process = new ProcessKey("c".repeat(1024), "\udca1", "\u0000".repeat(1024));
        for (String name : names) {
            assertThat(store.put(7, entry(process, name, 1, NOON), ReminderStore.NONE))
                    .isTrue();
        }

        assertThat(store.of(7, process)).extracting(Entry::name).containsExactlyInAnyOrderElementsOf(names);
        assertThat(store.due(process.capability(), 7, NOON, 10).due())
                .extracting(Entry::process)
                .containsOnly(process);
    }

    @Test
    void the_earliest_of_all_shards_can_be_asked_for_at_once() throws Exception {
        ReminderStore store = store();
        for (int shard : new int[] {0, 499, 500, 4095, 5000}) {
            store.put(
                    shard,
                    entry(new ProcessKey("game", "Game", "p" + shard), "r", 1, NOON.plusMillis(shard)),
                    ReminderStore.NONE);
        }

        assertThat(store.earliest("game", IntStream.range(0, 4096).boxed().toList()))
                .hasSize(4)
                .containsEntry(499, NOON.plusMillis(499))
                .containsEntry(4095, NOON.plusMillis(4095));
        assertThat(store.earliest("game", IntStream.range(0, 500).boxed().toList()))
                .containsOnlyKeys(0, 499);
        assertThat(store.earliest("game", List.of())).isEmpty();
    }

    @Test
    void the_next_time_is_exact() throws Exception {
        ReminderStore store = store();
        for (int i = 0; i < 4; i++) {
            store.put(7, entry(PROCESS, "r" + i, 1, NOON.plusSeconds(i)), ReminderStore.NONE);
        }

        assertThat(store.due("game", 7, NOON.plusSeconds(1), 2).next()).contains(NOON.plusSeconds(2));
        assertThat(store.due("game", 7, NOON.plusSeconds(2), 2).next()).contains(NOON.plusSeconds(2));
        assertThat(store.due("game", 7, NOON.plusSeconds(3), 4).next()).isEmpty();
        assertThat(store.due("game", 7, NOON.plusSeconds(3), Integer.MAX_VALUE).due())
                .hasSize(4);
    }

    @Test
    void of_several_that_put_a_new_one_exactly_one_does() throws Exception {
        ReminderStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                String name = "r" + round;
                List<Callable<Boolean>> writers = new ArrayList<>();
                for (int i = 1; i <= 4; i++) {
                    long version = i;
                    writers.add(() -> store.put(7, entry(PROCESS, name, version, NOON), ReminderStore.NONE));
                }
                int winners = 0;
                for (Future<Boolean> writer : threads.invokeAll(writers)) {
                    winners += writer.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.of(7, PROCESS)).hasSize(20);
    }

    @Test
    void a_store_out_of_reach_is_unavailable_and_never_empty() {
        ReminderStore store = store(unreachable(), "mesh");

        assertThatThrownBy(() -> store.of(7, PROCESS)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.put(7, entry(PROCESS, "r", 1, NOON), ReminderStore.NONE))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.put(7, entry(PROCESS, "r", 2, NOON), 1))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.remove(7, PROCESS, "r", 1)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.due("game", 7, NOON, 1)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.earliest("game", List.of(7))).isInstanceOf(UnavailableException.class);
    }

    private ReminderStore store(DataSource dataSource, String mesh) {
        Database database =
                new Database(dataSource, true, Duration.ofSeconds(1), new OutsideTransactions(NoTransactions.MANAGER));
        open.add(database);
        return new JpaReminderStore(database, mesh);
    }

    private static Entry entry(ProcessKey process, String name, long version, Instant due) {
        return new Entry(process, name, version, due, new byte[] {1, 2, 3});
    }
}
