package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one session sees of the others, and how it ends their statements. */
class RunningStatementsTest {
    private static final String ENDLESS =
            "WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT 1 FROM r) SELECT COUNT(*) FROM r";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url = "jdbc:aletheia:mem:running" + DATABASES.incrementAndGet();
    private final Connection watcher = connect("watcher");
    private final Connection worker = connect("worker");
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    RunningStatementsTest() throws SQLException {}

    private Connection connect(String name) throws SQLException {
        var properties = new Properties();
        properties.setProperty("applicationName", name);
        properties.setProperty("user", name + "'s user");
        return DriverManager.getConnection(url, properties);
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        worker.close();
        watcher.close();
    }

    private Future<String> run(String sql) {
        return threads.submit(() -> {
            try (Statement statement = worker.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return "it ended";
            } catch (SQLException e) {
                return e.getSQLState();
            }
        });
    }

    /** The value of a column of the worker's row, or what is told if there is none. */
    private String ask(String column, String table) throws SQLException {
        try (PreparedStatement question = watcher.prepareStatement("SELECT " + column + " FROM INFORMATION_SCHEMA."
                        + table + " WHERE APPLICATION_NAME = 'worker'");
                ResultSet row = question.executeQuery()) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }

    private long workerId() throws SQLException {
        return Long.parseLong(ask("SESSION_ID", "SESSIONS"));
    }

    @Test
    void sessionsAreListedWhileTheyAreConnected() throws SQLException {
        assertThat(ask("STATE", "SESSIONS")).isEqualTo("IDLE");
        assertThat(ask("USER_NAME", "SESSIONS")).isEqualTo("worker's user");
        assertThat(ask("IN_TRANSACTION", "SESSIONS")).isEqualTo("NO");
        assertThat(ask("IS_CURRENT", "SESSIONS")).isEqualTo("NO");
        assertThat(ask("CONNECTED_AT <= CURRENT_TIMESTAMP", "SESSIONS")).isEqualTo("true");
        assertThat(ask("STATEMENT", "STATEMENTS")).isEqualTo("no row");
        try (Statement statement = worker.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            worker.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            assertThat(ask("IN_TRANSACTION", "SESSIONS")).isEqualTo("YES");
            worker.rollback();
        }
        worker.close();
        assertThat(ask("STATE", "SESSIONS")).isEqualTo("no row");
    }

    @Test
    void aSessionSeesItselfAsk() throws SQLException {
        try (Statement statement = watcher.createStatement();
                ResultSet row = statement.executeQuery("SELECT s.IS_CURRENT, q.STATE, q.STATEMENT"
                        + " FROM INFORMATION_SCHEMA.SESSIONS s JOIN INFORMATION_SCHEMA.STATEMENTS q"
                        + " ON s.SESSION_ID = q.SESSION_ID WHERE s.SESSION_ID = SESSION_ID()")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("YES");
            assertThat(row.getString(2)).isEqualTo("RUNNING");
            assertThat(row.getString(3)).startsWith("SELECT s.IS_CURRENT");
        }
    }

    @Test
    void aRunningStatementIsSeenAndEndedByAnotherSession() throws Exception {
        long id = workerId();
        Future<String> end = run(ENDLESS);
        while (!ask("STATE", "STATEMENTS").equals("RUNNING")) {
            assertThat(end.isDone()).isFalse();
        }
        assertThat(ask("STATEMENT", "STATEMENTS")).isEqualTo(ENDLESS);
        assertThat(ask("STATE", "SESSIONS")).isEqualTo("RUNNING");
        while (ask("MEMORY_BYTES > 1000000 AND ELAPSED_MICROS > 1000", "STATEMENTS")
                .equals("false")) {
            assertThat(end.isDone()).isFalse();
        }
        assertThat(ask("STARTED_AT <= CURRENT_TIMESTAMP", "STATEMENTS")).isEqualTo("true");
        assertThat(cancel(id)).isTrue();
        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("57014");
        assertThat(ask("STATE", "STATEMENTS")).isEqualTo("no row");
        assertThat(cancel(id)).isFalse();
        assertThat(cancel(id + 1000)).isFalse();
        try (Statement statement = worker.createStatement();
                ResultSet rows = statement.executeQuery("VALUES (7)")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private boolean cancel(long sessionId) throws SQLException {
        try (PreparedStatement cancel = watcher.prepareStatement("SELECT CANCEL_SESSION(?)")) {
            cancel.setLong(1, sessionId);
            try (ResultSet row = cancel.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getBoolean(1);
            }
        }
    }

    @Test
    void rowsThatAreNotFetchedAreSeenAndTakenAway() throws SQLException {
        try (Statement statement = worker.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            statement.execute("INSERT INTO t WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r"
                    + " WHERE n < 5000) SELECT n FROM r");
            try (ResultSet rows = statement.executeQuery("SELECT a.id FROM t a, t b")) {
                assertThat(rows.next()).isTrue();
                assertThat(ask("STATE", "STATEMENTS")).isEqualTo("FETCHING");
                assertThat(Long.parseLong(ask("ROW_COUNT", "STATEMENTS"))).isPositive();
                assertThat(cancel(workerId())).isTrue();
                Fixture.assertFails(io.aletheia.engine.model.ErrorCode.CANCELLED, () -> {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isPositive();
                    }
                });
            }
            assertThat(ask("STATE", "STATEMENTS")).isEqualTo("no row");
            assertThat(statement.executeUpdate("DELETE FROM t WHERE id = 1")).isEqualTo(1);
        }
    }

    @Test
    void rowsOfAWriteAreCountedWhileItRuns() throws Exception {
        try (Statement statement = worker.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        }
        Future<String> end = threads.submit(() -> {
            try (Statement statement = worker.createStatement()) {
                statement.execute("INSERT INTO t WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r"
                        + " WHERE n < 3000) SELECT a.n * 3000 + b.n FROM r a, r b WHERE a.n <= 300");
                return "it ended";
            } catch (SQLException e) {
                return e.getSQLState();
            }
        });
        while (!ask("ROW_COUNT > 0", "STATEMENTS").equals("true")) {
            assertThat(end.isDone()).isFalse();
        }
        cancel(workerId());
        assertThat(end.get(30, TimeUnit.SECONDS)).isIn("57014", "it ended");
    }
}
