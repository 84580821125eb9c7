package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.FaultyDisk;
import io.aletheia.query.SessionOver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 16 MiB fills up under a load: what is said, what is undone, and what is still there. */
class DiskFullTest {
    // Points 29 of docs/architecture/recovery.md.
    private static final long DISK_BYTES = 16L << 20;
    /** Rows differ behind it: equal texts are stored once. */
    private static final String LONG_TEXT = "x".repeat(1000);

    private static final int ROWS_TOO_MANY = 20_000;
    private static final int BATCH = 250;

    private final FaultyDisk disk = new FaultyDisk(DISK_BYTES);

    @TempDir
    private Path directory;

    private Connection connection = open();

    private Connection open() {
        return new AletheiaConnection(SessionOver.only(disk.open()), "jdbc:aletheia:mem:");
    }

    @BeforeEach
    void createTables() throws SQLException {
        run("CREATE TABLE small (id BIGINT PRIMARY KEY)");
        run("CREATE TABLE big (id BIGINT PRIMARY KEY, name VARCHAR)");
        run("INSERT INTO small VALUES (1)");
    }

    @AfterEach
    void whatWasAcknowledgedIsThereAfterReopening() throws SQLException {
        long small = count("small");
        long big = count("big");
        connection.close();
        disk.setBytesMax(10 * DISK_BYTES);
        connection = open();
        assertThat(count("small")).isEqualTo(small);
        assertThat(count("big")).isEqualTo(big);
        run("INSERT INTO small VALUES (1000000)");
        connection.close();
    }

    @Test
    void aCopyThatDoesNotFitIsUndoneAndTheDatabaseGoesOn() throws SQLException, IOException {
        String copy = "COPY big FROM '" + bigFile() + "' (HEADER)";
        assertThat(failure(() -> run(copy)).getSQLState()).isEqualTo("53100");
        assertThat(count("big")).isZero();
        run("INSERT INTO small VALUES (2)");
        connection.setAutoCommit(false);
        run("INSERT INTO small VALUES (3)");
        run(copy);
        assertThat(failure(connection::commit).getSQLState()).isEqualTo("53100");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(count("big")).isZero();
        assertThat(count("small")).isEqualTo(2);
        assertThat(connection.isValid(1)).isTrue();
        disk.setBytesMax(10 * DISK_BYTES);
        run(copy);
        assertThat(count("big")).isEqualTo(ROWS_TOO_MANY);
    }

    @Test
    void batchesAreAllOrNothingAndGoOnWhenThereIsRoom() throws SQLException {
        connection.setAutoCommit(false);
        int acknowledged = fill();
        assertThat(count("big")).isEqualTo(acknowledged);
        connection.rollback();
        connection.setAutoCommit(true);
        disk.setBytesMax(2 * DISK_BYTES);
        insertBatch(acknowledged);
        assertThat(count("big")).isEqualTo(acknowledged + BATCH);
    }

    @Test
    void aCheckpointThatDoesNotFitTakesNoRoomFromTheLog() throws SQLException {
        connection.setAutoCommit(false);
        int acknowledged = fill();
        connection.setAutoCommit(true);
        disk.setBytesMax(DISK_BYTES + (1 << 20));
        long room = disk.room();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(failure(() -> run("CHECKPOINT")).getSQLState()).isEqualTo("53100");
            assertThat(disk.room()).isEqualTo(room);
        }
        assertThat(count("big")).isEqualTo(acknowledged);
        disk.setBytesMax(3 * DISK_BYTES);
        run("CHECKPOINT");
        assertThat(count("big")).isEqualTo(acknowledged);
    }

    /** Inserts batches until one fails, and returns how many rows were acknowledged before that. */
    private int fill() throws SQLException {
        int acknowledged = 0;
        while (true) {
            try {
                insertBatch(acknowledged);
                connection.commit();
                acknowledged += BATCH;
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("53100");
                connection.rollback();
                return acknowledged;
            }
        }
    }

    private void insertBatch(int first) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO big VALUES (?, ?)")) {
            for (int id = first; id < first + BATCH; id++) {
                insert.setLong(1, id);
                insert.setString(2, LONG_TEXT + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Path bigFile() throws IOException {
        List<String> lines = IntStream.rangeClosed(0, ROWS_TOO_MANY)
                .mapToObj(id -> id == 0 ? "id,name" : id + "," + LONG_TEXT + id)
                .toList();
        return Files.write(directory.resolve("big.csv"), lines);
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static SQLException failure(Action action) {
        return catchThrowableOfType(SQLException.class, action::run);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
