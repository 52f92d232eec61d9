package io.meshee.ejb.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Makes Mesh's tables where they are missing, by the script for the database. Any number of nodes may try at once. */
final class Tables {

    private static final List<String> PROBES =
            List.of("SELECT 1 FROM MESH_STATE WHERE 1 = 0", "SELECT 1 FROM MESH_REMINDER WHERE 1 = 0");
    private static final Map<String, String> SCRIPTS = Map.of("h2", "h2.sql", "postgresql", "postgresql.sql");

    private final DataSource dataSource;
    private final int timeoutSeconds;

    Tables(DataSource dataSource, int timeoutSeconds) {
        this.dataSource = dataSource;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Makes what is missing.
     *
     * @throws SQLException if the database cannot be reached, refuses the script, or is one that Mesh has none for
     */
    void create() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            if (!exist(connection)) {
                make(connection, script(connection.getMetaData().getDatabaseProductName()));
            }
        }
    }

    /**
     * Runs the script until it comes through: "if not exists" fails in PostgreSQL where another node makes the same thing
     * at that moment. That can happen once for each command, since the thing is there afterwards.
     */
    private void make(Connection connection, List<String> script) throws SQLException {
        for (int races = 0; ; races++) {
            try {
                run(connection, script);
                return;
            } catch (SQLException e) {
                if (races == script.size()) {
                    throw e;
                }
            }
        }
    }

    /** Asks for the tables themselves: names of catalogs and schemas are looked up by other rules in each database. */
    private boolean exist(Connection connection) {
        try (Statement statement = statement(connection)) {
            for (String probe : PROBES) {
                statement.executeQuery(probe).close();
            }
            return true;
        } catch (SQLException missing) {
            return false; // or out of reach: then making it fails, with the reason
        }
    }

    private void run(Connection connection, List<String> script) throws SQLException {
        try (Statement statement = statement(connection)) {
            for (String command : script) {
                statement.execute(command);
            }
        }
    }

    private Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(timeoutSeconds);
        return statement;
    }

    private static List<String> script(String product) throws SQLException {
        String file = SCRIPTS.get(product.toLowerCase(Locale.ROOT));
        if (file == null) {
            throw new SQLException("MESH00643: Mesh has no script for " + product
                    + ", only for H2 and PostgreSQL; create MESH_STATE and MESH_REMINDER by hand");
        }
        try (InputStream in = Tables.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return Arrays.stream(text.split(";"))
                    .map(String::strip)
                    .filter(command -> !command.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
