package io.meshee.ejb.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshee.spi.StateStore.UnavailableException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store on a real PostgreSQL. */
class JpaStateStoreOnPostgreSqlTest extends JpaStateStoreTests {

    private static PostgreSqlServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgreSqlServer.startOrSkip();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.remove();
        }
    }

    @BeforeEach
    @Override
    void openTwice() throws SQLException {
        execute("DROP TABLE IF EXISTS MESH_STATE");
        super.openTwice();
    }

    @Override
    DataSource dataSource() {
        return server.dataSource();
    }

    @Override
    DataSource unreachable() {
        return PostgreSqlServer.at(1);
    }

    @Test
    void a_database_that_crashes_is_unavailable_until_it_is_back() throws Exception {
        long generation = here().open(PROCESS).generation();
        here().write(PROCESS, generation, ONE);
        server.crash();
        try {
            assertThatThrownBy(() -> here().write(PROCESS, generation, TWO)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> here().open(PROCESS)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> outOfReach().open(PROCESS)).isInstanceOf(UnavailableException.class);
        } finally {
            server.start();
        }
        assertThat(here().open(PROCESS).state()).contains(ONE);
    }

    @Test
    void a_database_that_is_down_at_the_start_serves_once_it_is_up() throws Exception {
        var late = store(database(dataSource(), true), "late");
        server.crash();
        try {
            assertThatThrownBy(() -> late.open(PROCESS)).isInstanceOf(UnavailableException.class);
        } finally {
            server.start();
        }
        assertThat(late.open(PROCESS).state()).isEmpty();
    }
}
