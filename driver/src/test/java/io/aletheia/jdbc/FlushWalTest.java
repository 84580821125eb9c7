package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code FLUSH WAL} makes durable what was committed without waiting for it. */
class FlushWalTest {
    // Points 13, F21 of docs/architecture/recovery.md.
    @TempDir
    Path directory;

    @Test
    void whatAllSessionsCommittedIsOnStableStorageAfterIt() throws SQLException {
        String url = "jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0;flushIntervalMs=60000";
        try (Connection one = DriverManager.getConnection(url + ";durability=ASYNC");
                Connection other = DriverManager.getConnection(url + ";durability=ASYNC");
                Statement statement = one.createStatement();
                Statement writer = other.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            writer.execute("INSERT INTO t VALUES (1)");
            assertThat(lsn(statement, "DURABLE_LSN")).isLessThan(lsn(statement, "LAST_LSN"));
            assertThat(statement.executeUpdate("FLUSH WAL")).isZero();
            assertThat(lsn(statement, "DURABLE_LSN")).isPositive().isEqualTo(lsn(statement, "LAST_LSN"));
        }
    }

    @Test
    void inMemoryThereIsNothingToWaitFor() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            assertThat(statement.executeUpdate("FLUSH WAL")).isZero();
        }
    }

    private static long lsn(Statement statement, String which) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + which)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
