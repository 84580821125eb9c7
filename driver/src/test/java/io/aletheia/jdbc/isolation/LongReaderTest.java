package io.aletheia.jdbc.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connections that one thread uses in turn: if either waited for the other, the test would never end. */
@Timeout(60)
class LongReaderTest {
    private static final int ROWS = 5000;

    @TempDir
    Path directory;

    private Connection reader;
    private Connection writer;

    @BeforeEach
    void connect() throws SQLException {
        String url = "jdbc:aletheia:file:" + directory.resolve("db");
        reader = DriverManager.getConnection(url);
        writer = DriverManager.getConnection(url);
        execute(writer, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        try (var insert = writer.prepareStatement("INSERT INTO t (id, v) VALUES (?, 0)")) {
            for (int id = 1; id <= ROWS; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        reader.close();
        writer.close();
    }

    @Test
    void aReaderKeepsItsSnapshotThroughCommitsAndCheckpoints() throws SQLException {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement();
                ResultSet half = statement.executeQuery("SELECT v FROM t")) {
            int rows = 0;
            while (rows < ROWS / 2 && half.next()) {
                rows++;
                assertThat(half.getInt(1)).isZero();
            }
            for (int round = 1; round <= 5; round++) {
                execute(writer, "UPDATE t SET v = v + 1");
                execute(writer, "DELETE FROM t WHERE id = " + round);
                execute(writer, "CHECKPOINT");
                assertThat(number(reader, "SELECT sum(v) FROM t")).isZero();
                assertThat(number(reader, "SELECT count(*) FROM t")).isEqualTo(ROWS);
                assertThat(number(reader, "SELECT v FROM t WHERE id = 1")).isZero();
            }
            execute(writer, "DROP TABLE t");
            while (half.next()) {
                rows++;
                assertThat(half.getInt(1)).isZero();
            }
            assertThat(rows).isEqualTo(ROWS);
        }
        assertThat(number(reader, "SELECT count(*) FROM t")).isEqualTo(ROWS);
        reader.commit();
        assertThatThrownBy(() -> number(reader, "SELECT count(*) FROM t"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    }

    @Test
    void anOpenWriterHindersNeitherReadersNorOtherWriters() throws SQLException {
        writer.setAutoCommit(false);
        execute(writer, "UPDATE t SET v = 7 WHERE id <= 10");
        assertThat(number(reader, "SELECT sum(v) FROM t")).isZero();
        execute(reader, "UPDATE t SET v = 1 WHERE id > 10");
        execute(reader, "CHECKPOINT");
        writer.commit();
        assertThat(number(reader, "SELECT sum(v) FROM t")).isEqualTo(70 + ROWS - 10);
    }

    @Test
    void twoWritersOfDisjointPeriodsOfOneEntityBothCommitAndTheSecondOfOverlappingOnesDoesNot() throws SQLException {
        execute(writer, "UPDATE t FOR ALL VALID_TIME SET v = 0 WHERE id = 1");
        execute(writer, "UPSERT INTO t (id, v, _valid_from) VALUES (1, 0, DATE '2020-01-01')");
        reader.setAutoCommit(false);
        writer.setAutoCommit(false);
        execute(reader, portion("2020-01-01", "2021-01-01", 1));
        execute(writer, portion("2021-01-01", "2022-01-01", 2));
        writer.commit();
        reader.commit();
        assertThat(number(reader, "SELECT v FROM t FOR VALID_TIME AS OF DATE '2020-06-01' WHERE id = 1"))
                .isEqualTo(1);
        assertThat(number(reader, "SELECT v FROM t FOR VALID_TIME AS OF DATE '2021-06-01' WHERE id = 1"))
                .isEqualTo(2);
        execute(reader, portion("2020-01-01", "2021-01-02", 3));
        writer.commit();
        execute(writer, portion("2021-01-01", "2022-01-01", 4));
        writer.commit();
        assertThatThrownBy(reader::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    }

    @Test
    void theIsolationIsReportedAsTheSnapshotLevelUnlessItIsSerializable() throws SQLException {
        assertThat(reader.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        assertThat(reader.getMetaData().getDefaultTransactionIsolation())
                .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(reader.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    }

    @Test
    void aSerializableReadOfWhatIsKnownAsOfTheSnapshotIsNotRefused() throws SQLException {
        execute(writer, "CREATE TABLE note (id INTEGER PRIMARY KEY)");
        reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        reader.setAutoCommit(false);
        String known = "SELECT count(*) FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2001-01-01 00:00:00'";
        assertThat(number(reader, known)).isZero();
        execute(reader, "INSERT INTO note (id) VALUES (1)");
        execute(writer, "UPDATE t SET v = 1 WHERE id = 1");
        reader.commit();
        number(reader, "SELECT count(*) FROM t");
        execute(reader, "INSERT INTO note (id) VALUES (2)");
        execute(writer, "UPDATE t SET v = 2 WHERE id = 1");
        assertThatThrownBy(reader::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    }

    @Test
    void aSerializableReadOfATableMeetsItsEnd() throws SQLException {
        execute(writer, "CREATE TABLE note (id INTEGER PRIMARY KEY)");
        reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        reader.setAutoCommit(false);
        number(reader, "SELECT v FROM t WHERE id = 1");
        execute(reader, "INSERT INTO note (id) VALUES (1)");
        execute(writer, "DROP TABLE t");
        assertThatThrownBy(reader::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    }

    private static String portion(String from, String to, int v) {
        return "UPDATE t FOR PORTION OF VALID_TIME FROM DATE '" + from + "' TO DATE '" + to + "' SET v = " + v
                + " WHERE id = 1";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
