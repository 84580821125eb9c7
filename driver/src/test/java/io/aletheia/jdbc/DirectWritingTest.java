package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code walIo=DIRECT} writes the log past the cache; where the file system cannot, it is written as usual, and that is told. */
class DirectWritingTest {
    private static final int ROWS = 300;

    @TempDir
    Path directory;

    private Connection open(String settings) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0" + settings);
    }

    @Test
    void whatIsWrittenEitherWayCanBeReadAndContinuedTheOtherWay() throws SQLException {
        String[] ways = {";walIo=DIRECT", "", ";wal.io=direct;durability=ASYNC", ";walIo=DIRECT;durability=SYNCHRONOUS"
        };
        for (int round = 0; round < ways.length; round++) {
            try (Connection connection = open(ways[round] + ";walSegmentSize=1MiB");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name VARCHAR)");
                insert(connection, round);
                statement.execute("INSERT INTO t VALUES (" + -(round + 1) + ", '" + "long ".repeat(100_000) + "')");
                try (ResultSet log = statement.executeQuery("SELECT STATE, IO FROM INFORMATION_SCHEMA.WAL")) {
                    assertThat(log.next()).isTrue();
                    assertThat(log.getString(1)).isEqualTo("OPEN");
                    assertThat(log.getString(2)).isIn(ways[round].isEmpty() ? "BUFFERED" : "DIRECT", "BUFFERED");
                }
                try (ResultSet found = statement.executeQuery("CHECK WAL")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString("VIOLATION")).isNull();
                }
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getInt(1)).isEqualTo((round + 1) * (ROWS + 1));
                }
            }
        }
    }

    private static void insert(Connection connection, int round) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, round * ROWS + i);
                insert.setString(2, "name " + i);
                insert.executeUpdate();
            }
        }
    }
}
