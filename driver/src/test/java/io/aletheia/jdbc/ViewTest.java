package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views as JDBC shows them: prepared statements, metadata, and other connections that change them. */
class ViewTest {
    private static final String URL = "jdbc:aletheia:mem:views";

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection(URL);
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        statement.execute(
                "INSERT INTO t (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-01-01', DATE '2021-01-01'),"
                        + " (1, 2, DATE '2021-01-01', END_OF_TIME)");
        statement.execute("CREATE VIEW w AS SELECT id, v FROM t");
    }

    @AfterEach
    void close() throws SQLException {
        statement.execute("DROP TABLE IF EXISTS t CASCADE");
        connection.close();
    }

    @Test
    void aParameterCanSayTheTimeOfAView() throws SQLException {
        try (PreparedStatement prepared =
                connection.prepareStatement("SELECT v FROM w FOR VALID_TIME AS OF ? WHERE id = ?")) {
            prepared.setObject(1, LocalDate.of(2020, 6, 1));
            prepared.setInt(2, 1);
            assertThat(values(prepared.executeQuery())).containsExactly("1");
            prepared.setObject(1, LocalDate.of(2022, 6, 1));
            assertThat(values(prepared.executeQuery())).containsExactly("2");
        }
    }

    @Test
    void aPreparedStatementFollowsAViewThatAnotherConnectionReplaces() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("SELECT * FROM w");
                Connection other = DriverManager.getConnection(URL);
                Statement changes = other.createStatement()) {
            assertThat(values(prepared.executeQuery())).containsExactly("1|2");
            changes.execute("CREATE OR REPLACE VIEW w AS SELECT v * 10 AS x FROM t");
            assertThat(values(prepared.executeQuery())).containsExactly("20");
            changes.execute("DROP VIEW w");
            assertThatThrownBy(prepared::executeQuery).satisfies(e -> assertState(e, "42P01"));
            changes.execute("CREATE VIEW w AS SELECT id FROM t");
            assertThat(values(prepared.executeQuery())).containsExactly("1");
        }
    }

    @Test
    void aViewAndTheEndOfWhatItReadsDoNotPassEachOther() throws SQLException {
        try (Connection other = DriverManager.getConnection(URL);
                Statement drops = other.createStatement()) {
            statement.execute("DROP VIEW w");
            connection.setAutoCommit(false);
            statement.execute("CREATE VIEW late AS SELECT id FROM t");
            drops.execute("ALTER TABLE t DROP COLUMN v");
            assertThatThrownBy(connection::commit).satisfies(e -> assertState(e, "40001"));
            connection.setAutoCommit(true);
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM late"))
                    .satisfies(e -> assertState(e, "42P01"));
        }
    }

    @Test
    void metadataShowsViewsAndTheirColumns() throws SQLException {
        statement.execute("CREATE VIEW sums (k, total) AS SELECT id, sum(v) FROM t GROUP BY id");
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet tables = metadata.getTables(null, "PUBLIC", "%", new String[] {"VIEW"})) {
            assertThat(column(tables, "TABLE_NAME")).containsExactly("sums", "w");
        }
        try (ResultSet tables = metadata.getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
            assertThat(column(tables, "TABLE_NAME")).containsExactly("t");
        }
        try (ResultSet columns = metadata.getColumns(null, "PUBLIC", "sums", "%")) {
            assertThat(column(columns, "COLUMN_NAME")).containsExactly("k", "total");
        }
        try (ResultSet keys = metadata.getPrimaryKeys(null, "PUBLIC", "w")) {
            assertThat(keys.next()).isFalse();
        }
        try (ResultSet hidden = metadata.getPseudoColumns(null, "PUBLIC", "w", "%")) {
            assertThat(hidden.next()).isFalse();
        }
        try (ResultSet rows = statement.executeQuery("SELECT v FROM w")) {
            assertThat(rows.getMetaData().getTableName(1)).isEqualTo("w");
            assertThat(rows.getMetaData().getSchemaName(1)).isEqualTo("PUBLIC");
        }
    }

    @Test
    void aCreateViewCanBePreparedAndRunMoreThanOnce() throws SQLException {
        try (PreparedStatement prepared =
                connection.prepareStatement("CREATE OR REPLACE VIEW w AS MATCH (a:t) RETURN a.v AS v")) {
            prepared.execute();
            prepared.execute();
        }
        assertThat(values(statement.executeQuery("SELECT v FROM w"))).containsExactly("2");
    }

    @Test
    void aSessionWithAnotherSchemaReadsTheSameView() throws SQLException {
        connection.setSchema("HISTORY");
        assertThat(values(statement.executeQuery("SELECT v FROM PUBLIC.w"))).containsExactly("2");
        connection.setSchema("PUBLIC");
    }

    @Test
    void viewsStandWithinViewsUpToADepth() throws SQLException {
        String below = "w";
        int depth = 1;
        SQLException end = null;
        while (end == null) {
            try {
                statement.execute("CREATE VIEW w" + depth + " AS SELECT * FROM " + below);
                below = "w" + depth;
                depth++;
            } catch (SQLException e) {
                end = e;
            }
        }
        assertState(end, "54001");
        assertThat(depth).isBetween(20, 40);
        assertThat(values(statement.executeQuery("SELECT v FROM " + below))).containsExactly("2");
    }

    private static void assertState(Throwable thrown, String state) {
        assertThat(((SQLException) thrown).getSQLState())
                .as(thrown.getMessage())
                .isEqualTo(state);
    }

    private static List<String> values(ResultSet rows) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                values.add(String.join("|", row));
            }
            return values;
        }
    }

    private static List<String> column(ResultSet rows, String label) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(label));
        }
        return values;
    }
}
