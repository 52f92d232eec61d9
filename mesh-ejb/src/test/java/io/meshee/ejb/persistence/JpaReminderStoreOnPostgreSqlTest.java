package io.meshee.ejb.persistence;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The store of reminders on a real PostgreSQL. */
class JpaReminderStoreOnPostgreSqlTest extends JpaReminderStoreTests {

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

    @Override
    DataSource dataSource() {
        return server.dataSource();
    }

    @Override
    DataSource unreachable() {
        return PostgreSqlServer.at(1);
    }
}
