package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items 14, 27 and 28 with statements that would run for hours: five nested loops over two hundred rows. */
class InterruptionTest {
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM n a, n b, n c, n d, n e" + " WHERE a.id + b.id + c.id + d.id + e.id = -1";
    private static final int ROWS = 200;
    private static final long PATIENCE_SECONDS = 60;
    private static final long BETWEEN_CANCELS_MILLIS = 20;

    private final Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    private final Statement statement = connection.createStatement();
    private final java.util.concurrent.ExecutorService threads = Executors.newSingleThreadExecutor();

    InterruptionTest() throws SQLException {}

    @BeforeEach
    void fill() throws SQLException {
        statement.execute("CREATE NODE TABLE n (id BIGINT PRIMARY KEY)");
        try (var insert = connection.prepareStatement("INSERT INTO n (id) VALUES (?)")) {
            for (int id = 0; id < ROWS; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        connection.close();
    }

    /** What the endless statement ends with. */
    private Future<SQLException> run() {
        return threads.submit(() -> {
            try (ResultSet rows = statement.executeQuery(ENDLESS)) {
                rows.next();
                return new SQLException("it ended");
            } catch (SQLException e) {
                return e;
            }
        });
    }

    @Test
    void aRunningStatementIsCancelledFromAnotherThread() throws Exception {
        var end = run();
        var error = cancelUntilEnd(end);
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat((Object) error).isNotInstanceOf(SQLTimeoutException.class);
        try (var rows = statement.executeQuery("SELECT COUNT(*) FROM n")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(ROWS);
        }
    }

    /** Until the statement has begun a cancel finds nothing to do. */
    private SQLException cancelUntilEnd(Future<SQLException> end) throws Exception {
        while (true) {
            statement.cancel();
            try {
                return end.get(BETWEEN_CANCELS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                assertThat(end.isDone()).isFalse();
            }
        }
    }

    @Test
    void aStatementThatTakesTooLongTimesOutAndEverythingLivesOn() throws SQLException {
        statement.setQueryTimeout(1);
        assertFails(ErrorCode.TIMED_OUT, () -> {
                    try (var rows = statement.executeQuery(ENDLESS)) {
                        rows.next();
                    }
                })
                .isInstanceOf(SQLTimeoutException.class);
        statement.setQueryTimeout(0);
        try (var rows = statement.executeQuery("SELECT COUNT(*) FROM n")) {
            assertThat(rows.next()).isTrue();
        }
        assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void anAbortEndsTheRunningStatement() throws Exception {
        var end = run();
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        var error = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        // 08003 if it had not begun.
        assertThat(error.getSQLState()).isIn("08006", "08003");
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void aCancelBetweenFetchesEndsTheRows() throws SQLException {
        try (var rows = statement.executeQuery("SELECT a.id FROM n a, n b")) {
            assertThat(rows.next()).isTrue();
            statement.cancel();
            assertFails(ErrorCode.CANCELLED, () -> {
                while (rows.next()) {
                    assertThat(rows.getLong(1)).isNotNegative();
                }
            });
        }
        assertThat(statement.executeQuery("SELECT id FROM n").next()).isTrue();
    }
}
