package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PATCH, ON CONFLICT, MERGE and DETACH DELETE with parameters, in batches, and against another connection. */
class StripChangesTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url = "jdbc:aletheia:mem:strip-changes-" + DATABASES.incrementAndGet();
    private final Connection connection = DriverManager.getConnection(url);
    private final Connection other = DriverManager.getConnection(url);
    private final Statement statement = connection.createStatement();

    StripChangesTest() throws SQLException {}

    @BeforeEach
    void makeTables() throws SQLException {
        statement.execute("CREATE NODE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, w INTEGER)");
        statement.execute("CREATE EDGE TABLE e (FROM t, TO t, x INTEGER)");
        statement.execute(
                "INSERT INTO t (id, v, _valid_from) VALUES (1, 1, DATE '2020-01-01'), (2, 2, DATE '2020-01-01')");
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        connection.close();
    }

    private List<String> rows(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(String.join(" ", row));
            }
        }
        return found;
    }

    /** One of two transactions that both run a statement is the first to commit; the other fails. */
    private void assertConflict(String mine, String theirs) throws SQLException {
        connection.setAutoCommit(false);
        statement.executeUpdate(mine);
        try (var elsewhere = other.createStatement()) {
            elsewhere.executeUpdate(theirs);
        }
        assertFails(ErrorCode.WRITE_CONFLICT, connection::commit);
        connection.setAutoCommit(true);
    }

    @Test
    void writesOfOneStripByTwoTransactionsConflict() throws SQLException {
        assertConflict("PATCH INTO t (id, v) VALUES (1, 5)", "UPDATE t SET v = 6 WHERE id = 1");
        assertConflict("PATCH INTO t (id, v) VALUES (7, 5)", "PATCH INTO t (id, v) VALUES (7, 6)");
        assertConflict(
                "INSERT INTO t (id, v) VALUES (1, 5) ON CONFLICT DO UPDATE SET v = EXCLUDED.v",
                "UPDATE t SET v = 7 WHERE id = 1");
        assertConflict(
                "INSERT INTO t (id, v) VALUES (8, 5) ON CONFLICT DO NOTHING", "INSERT INTO t (id, v) VALUES (8, 6)");
        assertConflict(
                "MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = 9",
                "DELETE FROM t WHERE id = 1");
        assertConflict(
                "MERGE INTO t USING (VALUES (9)) AS s (id) ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
                "INSERT INTO t (id) VALUES (9)");
        assertThat(rows("SELECT id, v FROM t ORDER BY id")).containsExactly("2 2", "7 6", "8 6", "9 null");
    }

    @Test
    void writesOfPortionsApartDoNotConflict() throws SQLException {
        connection.setAutoCommit(false);
        statement.executeUpdate(
                "PATCH INTO t FOR VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' (id, w) VALUES (1, 1)");
        try (var elsewhere = other.createStatement()) {
            elsewhere.executeUpdate(
                    "PATCH INTO t FOR VALID_TIME FROM DATE '2022-01-01' TO DATE '2023-01-01' (id, w) VALUES (1, 2)");
        }
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(rows("SELECT w FROM t FOR VALID_TIME ALL WHERE id = 1 ORDER BY _valid_from"))
                .containsExactly("null", "1", "2", "null");
    }

    @Test
    void anEdgePutWhileItsNodeIsDetachedIsAConflict() throws SQLException {
        connection.setAutoCommit(false);
        statement.executeUpdate("DETACH DELETE FROM t WHERE id = 1");
        try (var elsewhere = other.createStatement()) {
            elsewhere.executeUpdate("INSERT INTO e (source, target) VALUES (1, 2)");
        }
        assertFails(ErrorCode.WRITE_CONFLICT, connection::commit);
        connection.setAutoCommit(true);
        statement.executeUpdate("DETACH DELETE FROM t WHERE id = 1");
        assertThat(rows("SELECT source FROM e")).isEmpty();
    }

    @Test
    void parametersAndBatches() throws SQLException {
        try (var patch = connection.prepareStatement("PATCH INTO t FOR VALID_TIME FROM ? TO ? (id, w) VALUES (?, ?)")) {
            for (int i = 1; i <= 3; i++) {
                patch.setObject(1, LocalDate.of(2021, 1, 1));
                patch.setObject(2, LocalDate.of(2021, 1, 1).plusMonths(i));
                patch.setInt(3, i);
                patch.setInt(4, i * 10);
                patch.addBatch();
            }
            assertThat(patch.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(rows("SELECT id, v, w FROM t FOR VALID_TIME AS OF DATE '2021-01-15' ORDER BY id"))
                .containsExactly("1 1 10", "2 2 20", "3 null 30");
        try (var insert = connection.prepareStatement(
                "INSERT INTO t (id, v) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET v = t.v + ?, w = ? WHERE t.v < ?")) {
            for (int i = 1; i <= 4; i++) {
                insert.setInt(1, i);
                insert.setInt(2, 50);
                insert.setInt(3, 100);
                insert.setInt(4, i);
                insert.setInt(5, 2);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 0, 1, 1);
        }
        assertThat(rows("SELECT id, v, w FROM t ORDER BY id"))
                .containsExactly("1 101 1", "2 2 null", "3 50 null", "4 50 null");
        try (var merge = connection.prepareStatement(
                "MERGE INTO t USING (VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER))) AS s (id, v) ON t.id = s.id AND t.v > ?"
                        + " WHEN MATCHED AND s.v = ? THEN DELETE WHEN MATCHED THEN UPDATE SET v = s.v"
                        + " WHEN NOT MATCHED THEN INSERT (id, v, w) VALUES (s.id, s.v * ?, ?)")) {
            int[][] values = {{1, 0, 0, 0, 0, 0}, {2, 20, 0, 0, 0, 0}, {5, 5, 0, 0, 3, 7}};
            for (int[] row : values) {
                for (int i = 0; i < row.length; i++) {
                    merge.setInt(i + 1, row[i]);
                }
                merge.addBatch();
            }
            assertThat(merge.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(rows("SELECT id, v, w FROM t ORDER BY id"))
                .containsExactly("2 20 null", "3 50 null", "4 50 null", "5 15 7");
    }

    @Test
    void keysAreThoseOfWrittenRows() throws SQLException {
        String sql =
                "INSERT INTO t (id, v) VALUES (1, 10), (20, 10), (2, 10) ON CONFLICT (id) DO UPDATE SET v = 0 WHERE t.v = 1";
        assertThat(statement.executeUpdate(sql, new String[] {"id", "v"})).isEqualTo(2);
        var keys = new ArrayList<String>();
        try (var rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                keys.add(rows.getInt("id") + " " + rows.getInt("v"));
            }
        }
        assertThat(keys).containsExactly("1 0", "20 10");
        statement.executeUpdate(
                "MERGE INTO e USING (SELECT id FROM t WHERE id < 3) AS s ON FALSE WHEN NOT MATCHED THEN INSERT (source, target)"
                        + " VALUES (s.id, s.id)",
                Statement.RETURN_GENERATED_KEYS);
        int generated = 0;
        try (var rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                assertThat(rows.getLong(1)).isPositive();
                generated++;
            }
        }
        assertThat(generated).isEqualTo(2);
    }

    @Test
    void howManyEdgesWereCutIsAWarning() throws SQLException {
        statement.executeUpdate("INSERT INTO e (source, target) VALUES (1, 2), (1, 1)");
        assertThat(statement.executeUpdate("DETACH DELETE FROM t WHERE id = 1")).isEqualTo(1);
        assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
        assertThat(statement.getWarnings().getMessage()).startsWith("2 edges");
        statement.executeUpdate("DETACH DELETE FROM t WHERE id = 2");
        assertThat((Throwable) statement.getWarnings()).isNull();
    }
}
