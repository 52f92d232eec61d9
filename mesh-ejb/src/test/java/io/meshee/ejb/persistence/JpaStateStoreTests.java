package io.meshee.ejb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.api.ProcessKey;
import io.meshee.core.state.Generations;
import io.meshee.spi.StateStore;
import io.meshee.spi.StateStore.Opened;
import io.meshee.spi.StateStore.StaleException;
import io.meshee.spi.StateStore.UnavailableException;
import io.meshee.testkit.StateStoreContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store in a database does besides, on any database. */
abstract class JpaStateStoreTests extends StateStoreContract {

    private static final String MESH = "mesh";

    /** A transaction's statement that makes others wait for the row of the process. */
    private static final String LOCK = "SELECT * FROM MESH_STATE WHERE PROCESS_KEY = '%s' FOR UPDATE";

    private final List<Database> open = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private StateStore here;
    private StateStore there;

    /** A database without Mesh's tables, the same for the whole test. */
    abstract DataSource dataSource() throws SQLException;

    /** A data source whose database does not answer. */
    abstract DataSource unreachable();

    @BeforeEach
    void openTwice() throws SQLException {
        here = opened();
        there = opened();
    }

    private StateStore opened() throws SQLException {
        Database database = database(dataSource(), true);
        database.open();
        return store(database, MESH);
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    @Override
    protected StateStore here() {
        return here;
    }

    @Override
    protected StateStore there() {
        return there;
    }

    @Override
    protected StateStore outOfReach() {
        return store(database(unreachable(), true), MESH);
    }

    @Test
    void meshes_of_other_names_have_states_of_their_own() throws Exception {
        here.write(PROCESS, here.open(PROCESS).generation(), ONE);

        assertThat(store(database(dataSource(), true), "other").open(PROCESS).state())
                .isEmpty();
    }

    @Test
    void a_state_outlives_all_that_have_opened_the_database() throws Exception {
        here.write(PROCESS, here.open(PROCESS).generation(), ONE);
        close();

        assertThat(store(database(dataSource(), true), MESH).open(PROCESS).state())
                .contains(ONE);
    }

    @Test
    void a_closed_database_is_not_opened_again() throws Exception {
        here.open(PROCESS);
        close();

        assertThatThrownBy(() -> here.open(PROCESS)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void tables_may_be_made_by_many_at_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            execute("DROP TABLE IF EXISTS MESH_STATE");
            execute("DROP TABLE IF EXISTS MESH_REMINDER");
            CyclicBarrier start = new CyclicBarrier(4);
            atOnce(4, 1, (thread, turn) -> {
                start.await();
                new Tables(dataSource(), 3).create();
            });
            assertThat(query("SELECT COUNT(*) FROM MESH_STATE")).isZero();
        }
    }

    @Test
    void without_the_right_to_make_tables_a_missing_one_is_unavailable() throws Exception {
        execute("DROP TABLE IF EXISTS MESH_STATE");
        StateStore store = store(database(dataSource(), false), MESH);

        assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);

        new Tables(dataSource(), 3).create();
        assertThat(store.open(PROCESS).state()).isEmpty();
    }

    @Test
    void a_statement_that_waits_too_long_is_given_up() throws Exception {
        long generation = here.open(PROCESS).generation();
        try (Connection other = dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement
                        .executeQuery(LOCK.formatted(new RowKey(MESH, PROCESS).digest()))
                        .close();
                long begun = System.nanoTime();
                assertThatThrownBy(() -> here.write(PROCESS, generation, ONE)).isInstanceOf(UnavailableException.class);
                assertThatThrownBy(() -> here.open(PROCESS)).isInstanceOf(UnavailableException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            }
            other.rollback();
        }
        here.write(PROCESS, generation, TWO);
        assertThat(there.open(PROCESS).state()).contains(TWO);
    }

    @Test
    void a_process_that_is_begun_on_two_nodes_at_once_waits_for_the_first_no_longer_than_a_statement_may()
            throws Exception {
        try (Connection other = dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.executeUpdate("INSERT INTO MESH_STATE (PROCESS_KEY, MESH, PROCESS, GENERATION) VALUES ('"
                        + new RowKey(MESH, PROCESS).digest() + "', 'mesh', '', 5)");
                long begun = System.nanoTime();
                assertThatThrownBy(() -> here.open(PROCESS)).isInstanceOf(UnavailableException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            }
            other.commit();
        }
        assertThat(here.open(PROCESS).generation()).isEqualTo(6);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_known_to_be_done() throws Exception {
        here.write(PROCESS, here.open(PROCESS).generation(), ONE);
        AtomicBoolean lossy = new AtomicBoolean();
        StateStore store = store(database(losingAnswers(dataSource(), lossy), true), MESH);
        long generation = store.open(PROCESS).generation();
        lossy.set(true);

        assertThatThrownBy(() -> store.write(PROCESS, generation, TWO))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("the database failed: java.sql.SQLException: the answer is lost");
        assertThatThrownBy(() -> store.open(PROCESS)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.delete(PROCESS, generation)).isInstanceOf(UnavailableException.class);

        assertThat(there.open(PROCESS).state()).as("it was done").contains(TWO);
    }

    /** Connections that commit, and then say that they do not know. */
    private static DataSource losingAnswers(DataSource real, AtomicBoolean lossy) {
        return proxy(
                DataSource.class,
                real,
                (method, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, (called, answer) -> {
                            if (called.equals("commit") && lossy.get()) {
                                throw new SQLException("the answer is lost");
                            }
                            return answer;
                        })
                        : result);
    }

    @FunctionalInterface
    private interface Answering {
        Object answer(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                JpaStateStoreTests.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return answering.answer(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void a_tombstone_goes_after_a_day_and_what_begins_anew_is_above_it() throws Exception {
        long first = here.open(PROCESS).generation();
        here.delete(PROCESS, first);
        forgetAnother("b");
        assertThat(rows()).isEqualTo(2);

        clock.advance(Generations.TOMBSTONE_LIFE.plusMillis(1));
        forgetAnother("c");

        assertThat(rows()).as("that of c alone").isEqualTo(1);
        Opened anew = there.open(PROCESS);
        assertThat(anew.generation()).isGreaterThan(first);
        there.write(PROCESS, anew.generation(), TWO);
        assertThatThrownBy(() -> here.write(PROCESS, first, ONE)).isInstanceOf(StaleException.class);
        assertThat(here.open(PROCESS).state()).contains(TWO);
    }

    @Test
    void what_is_opened_again_while_tombstones_are_swept_stays() throws Exception {
        here.delete(PROCESS, here.open(PROCESS).generation());
        clock.advance(Generations.TOMBSTONE_LIFE.plusMillis(1));
        List<Opened> openedAgain = new ArrayList<>();
        StateStore sweeper = store(
                database(
                        beforeEachDelete(dataSource(), () -> {
                            if (openedAgain.isEmpty()) {
                                openedAgain.add(there.open(PROCESS));
                            }
                        }),
                        true),
                MESH);

        ProcessKey another = new ProcessKey("game", "Game", "b");
        sweeper.delete(another, sweeper.open(another).generation());

        there.write(PROCESS, openedAgain.get(0).generation(), TWO);
        assertThat(here.open(PROCESS).state()).contains(TWO);
    }

    @FunctionalInterface
    private interface Meanwhile {
        void run() throws Exception;
    }

    /** Connections before whose statements that delete rows something else happens. */
    private static DataSource beforeEachDelete(DataSource real, Meanwhile meanwhile) {
        return proxy(DataSource.class, real, (method, result) -> {
            if (!(result instanceof Connection connection)) {
                return result;
            }
            return Connection.class.cast(Proxy.newProxyInstance(
                    JpaStateStoreTests.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, called, arguments) -> {
                        if (called.getName().equals("prepareStatement")
                                && arguments[0].toString().startsWith("DELETE")) {
                            meanwhile.run();
                        }
                        try {
                            return called.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        });
    }

    @Test
    void a_database_that_comes_up_later_is_used_then() throws Exception {
        AtomicBoolean up = new AtomicBoolean();
        DataSource late = proxy(DataSource.class, dataSource(), (method, result) -> {
            if (!up.get() && result instanceof Connection connection) {
                connection.close();
                throw new SQLException("the database is starting");
            }
            return result;
        });
        Database makesTables = database(late, true);
        Database findsTables = database(late, false);
        StateStore withTables = store(makesTables, MESH);
        StateStore without = store(findsTables, MESH);
        assertThatThrownBy(makesTables::open).hasMessageContaining("the database is starting");
        assertThatThrownBy(findsTables::open).hasMessageContaining("the database is starting");
        assertThatThrownBy(() -> withTables.open(PROCESS)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> without.open(PROCESS)).isInstanceOf(UnavailableException.class);

        up.set(true);

        long generation = withTables.open(PROCESS).generation();
        assertThat(without.open(PROCESS).generation()).isGreaterThan(generation);
    }

    @Test
    void what_no_tombstone_is_stays_however_old_it_is() throws Exception {
        here.write(PROCESS, here.open(PROCESS).generation(), ONE);
        ProcessKey begunAgain = new ProcessKey("game", "Game", "again");
        here.delete(begunAgain, here.open(begunAgain).generation());
        long generation = here.open(begunAgain).generation();

        clock.advance(Generations.TOMBSTONE_LIFE.multipliedBy(3));
        forgetAnother("b");

        here.write(begunAgain, generation, TWO);
        assertThat(here.open(PROCESS).state()).contains(ONE);
    }

    @Test
    void a_row_that_is_gone_takes_no_write() throws Exception {
        long generation = here.open(PROCESS).generation();
        execute("DELETE FROM MESH_STATE");

        assertThatThrownBy(() -> here.write(PROCESS, generation, ONE)).isInstanceOf(StaleException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void more_tombstones_than_one_sweep_takes_go_with_the_next() throws Exception {
        execute("INSERT INTO MESH_STATE (PROCESS_KEY, MESH, PROCESS, GENERATION, DELETED_AT) VALUES "
                + IntStream.rangeClosed(0, 500)
                        .mapToObj(i -> "('old-" + i + "', 'mesh', '', 1, " + clock.millis() + ")")
                        .collect(Collectors.joining(",")));
        clock.advance(Generations.TOMBSTONE_LIFE.plusMillis(1));
        forgetAnother("b");
        forgetAnother("c");

        assertThat(rows()).as("those of b and c").isEqualTo(2);
    }

    Database database(DataSource dataSource, boolean createTables) {
        Database database = new Database(
                dataSource, createTables, Duration.ofSeconds(1), new OutsideTransactions(NoTransactions.MANAGER));
        open.add(database);
        return database;
    }

    StateStore store(Database database, String mesh) {
        return new JpaStateStore(database, mesh, clock);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void forgetAnother(String id) throws Exception {
        ProcessKey process = new ProcessKey("game", "Game", id);
        here.delete(process, here.open(process).generation());
    }

    private long rows() throws SQLException {
        return query("SELECT COUNT(*) FROM MESH_STATE");
    }

    private long query(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }

    /** Moves by hand. */
    private static final class TestClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
