package io.meshee.ejb.persistence;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The store on the database that the server has with it. */
class JpaStateStoreOnH2Test extends JpaStateStoreTests {

    private final JdbcDataSource dataSource = at("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

    @Override
    DataSource dataSource() {
        return dataSource;
    }

    @Override
    DataSource unreachable() {
        return at("tcp://127.0.0.1:1/none");
    }

    private static JdbcDataSource at(String place) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:" + place);
        return dataSource;
    }
}
