package io.aletheia.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.engine.model.Batch;
import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.engine.model.ValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final DatabaseLocation PRIVATE = new DatabaseLocation.Memory("");

    private static Session open() {
        return Sessions.connect(PRIVATE, Settings.DEFAULTS);
    }

    private static Result run(Session session, String sql, @Nullable Object... parameters) {
        return session.prepare(sql).execute(parameters, Execution.DEFAULT);
    }

    private static List<List<@Nullable Object>> rows(Session session, String sql, @Nullable Object... parameters) {
        return rows(run(session, sql, parameters).rows());
    }

    private static List<List<@Nullable Object>> rows(@Nullable Cursor cursor) {
        var rows = new ArrayList<List<@Nullable Object>>();
        if (cursor == null) {
            return rows;
        }
        try (cursor) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    var row = new ArrayList<@Nullable Object>();
                    for (int column = 0; column < batch.width(); column++) {
                        row.add(batch.column(column).object(batch.row(i)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static void assertFails(ErrorCode code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void parametersTakeAnyValueThatFitsTheirType() {
        try (Session session = open()) {
            run(
                    session,
                    "CREATE TABLE t (id SMALLINT PRIMARY KEY, d DATE, x DECIMAL(6, 2), tz TIMESTAMP WITH TIME ZONE)");
            Prepared insert = session.prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
            assertThat(insert.parameters())
                    .containsExactly(
                            ValueType.SMALLINT, ValueType.DATE, ValueType.decimal(6, 2), ValueType.TIMESTAMP_TZ);
            insert.execute(
                    new @Nullable Object[] {1L, LocalDate.of(2024, 2, 29), 1.5, Instant.EPOCH}, Execution.DEFAULT);
            insert.execute(
                    new @Nullable Object[] {"2", "2024-03-01", new BigDecimal("2.345"), null}, Execution.DEFAULT);
            assertThat(rows(session, "SELECT id, d, x FROM t WHERE id = ?", 2L))
                    .containsExactly(List.of(2L, LocalDate.of(2024, 3, 1).toEpochDay(), new BigDecimal("2.35")));
            assertFails(ErrorCode.NUMERIC_OUT_OF_RANGE, () -> rows(session, "SELECT id FROM t WHERE id = ?", 100_000L));
            assertFails(ErrorCode.INVALID_CAST, () -> rows(session, "SELECT id FROM t WHERE id = ?", "x"));
            assertFails(ErrorCode.PARAMETER_MISSING, () -> rows(session, "SELECT id FROM t WHERE id = ?"));
            assertThat(rows(session, "SELECT id FROM t WHERE id = ?", (Object) null))
                    .isEmpty();
        }
    }

    @Test
    void theTypeOfAnOpenParameterIsItsValues() {
        try (Session session = open()) {
            Prepared select = session.prepare("SELECT ?, COALESCE(?, 5)");
            assertThat(select.parameters()).element(0).isNull();
            assertThat(rows(select.execute(new @Nullable Object[] {7L, null}, Execution.DEFAULT)
                            .rows()))
                    .containsExactly(List.of(7L, 5L));
            assertThat(rows(select.execute(new @Nullable Object[] {"x", 6L}, Execution.DEFAULT)
                            .rows()))
                    .containsExactly(List.of("x", 6L));
            assertThat(rows(session, "SELECT ABS(?)", -3L)).containsExactly(List.of(3L));
            assertThat(rows(session, "SELECT UPPER(?)", "a")).containsExactly(List.of("A"));
        }
    }

    @Test
    void aPreparedStatementFollowsTheCatalog() {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            Prepared select = session.prepare("SELECT * FROM t");
            assertThat(select.columns()).hasSize(1);
            run(session, "DROP TABLE t");
            assertFails(ErrorCode.UNKNOWN_TABLE, () -> select.execute(new Object[0], Execution.DEFAULT));
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
            assertThat(rows(select.execute(new Object[0], Execution.DEFAULT).rows()))
                    .isEmpty();
            assertThat(select.columns()).hasSize(2);
        }
    }

    @Test
    void columnsOfResultsKnowTheirTables() {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (name VARCHAR(9) NOT NULL)");
            assertThat(session.prepare("SELECT name AS n, _id, UPPER(name) FROM t WHERE name > 'a'")
                            .columns())
                    .containsExactly(
                            new ResultColumn("n", "name", ValueType.varchar(9), false, false, "PUBLIC", "t"),
                            new ResultColumn("_id", "_id", ValueType.BIGINT, false, true, "PUBLIC", "t"),
                            new ResultColumn(
                                    "UPPER(name)", "UPPER(name)", ValueType.VARCHAR, false, false, null, null));
        }
    }

    @Test
    void generatedKeysComeBack() {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (v INTEGER)");
            Result result = session.prepare("INSERT INTO t VALUES (7), (8)")
                    .execute(new Object[0], new Execution(0, 0, List.of()));
            assertThat(rows(result.generatedKeys())).containsExactly(List.of(1L), List.of(2L));
            Result named = session.prepare("INSERT INTO t VALUES (9)")
                    .execute(new Object[0], new Execution(0, 0, List.of("V", "_id")));
            assertThat(rows(named.generatedKeys())).containsExactly(List.of(9L, 3L));
            assertFails(
                    ErrorCode.UNKNOWN_COLUMN,
                    () -> session.prepare("INSERT INTO t VALUES (9)")
                            .execute(new Object[0], new Execution(0, 0, List.of("w"))));
        }
    }

    @Test
    void rowsOutliveTheirTransaction() {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            session.setAutoCommit(false);
            Prepared insert = session.prepare("INSERT INTO t VALUES (?)");
            for (long i = 0; i < 5000; i++) {
                insert.execute(new Object[] {i}, Execution.DEFAULT);
            }
            Cursor open = run(session, "SELECT id FROM t").rows();
            assertThat(open).isNotNull();
            session.commit();
            run(session, "DELETE FROM t");
            session.commit();
            assertThat(rows(open)).hasSize(5000);
            assertThat(rows(session, "SELECT id FROM t")).isEmpty();
        }
    }

    @Test
    void mostRowsAreLimited() {
        try (Session session = open()) {
            Result result = session.prepare("SELECT x FROM (VALUES (1), (2), (3)) AS v(x)")
                    .execute(new Object[0], new Execution(2, 0, null));
            assertThat(rows(result.rows())).hasSize(2);
        }
    }

    @Test
    void aBatchIsOneTransaction() {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            session.beginBatch();
            run(session, "INSERT INTO t VALUES (1)");
            session.endBatch(false);
            session.beginBatch();
            run(session, "INSERT INTO t VALUES (2)");
            session.endBatch(true);
            assertThat(rows(session, "SELECT id FROM t")).containsExactly(List.of(2L));
        }
    }

    @Test
    void cancellingEndsTheStatementThatRuns() throws InterruptedException {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            session.beginBatch();
            Prepared insert = session.prepare("INSERT INTO t VALUES (?)");
            for (long i = 0; i < 3000; i++) {
                insert.execute(new Object[] {i}, Execution.DEFAULT);
            }
            session.endBatch(true);
            Prepared heavy = session.prepare("SELECT COUNT(*) FROM t a, t b, t c WHERE a.id + b.id + c.id = -1");
            var begun = new CountDownLatch(1);
            var canceller = new Thread(() -> {
                try {
                    begun.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // Until the statement has begun, cancelling does nothing.
                while (!Thread.currentThread().isInterrupted()) {
                    session.cancel();
                    Thread.onSpinWait();
                }
            });
            canceller.start();
            begun.countDown();
            assertFails(
                    ErrorCode.CANCELLED,
                    () -> rows(heavy.execute(new Object[0], Execution.DEFAULT).rows()));
            canceller.interrupt();
            canceller.join();
            assertThat(rows(session, "SELECT COUNT(*) FROM t")).containsExactly(List.of(3000L));
        }
    }

    @Test
    void aTimeLimitEndsTheStatement() {
        try (Session session = open()) {
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            session.beginBatch();
            Prepared insert = session.prepare("INSERT INTO t VALUES (?)");
            for (long i = 0; i < 3000; i++) {
                insert.execute(new Object[] {i}, Execution.DEFAULT);
            }
            session.endBatch(true);
            Prepared heavy = session.prepare("SELECT COUNT(*) FROM t a, t b, t c WHERE a.id + b.id + c.id = -1");
            assertFails(
                    ErrorCode.TIMED_OUT,
                    () -> rows(heavy.execute(new Object[0], new Execution(0, 50, null))
                            .rows()));
        }
    }

    @Test
    void anErrorHasAPlace() {
        try (Session session = open()) {
            assertFails(ErrorCode.UNKNOWN_TABLE, () -> session.prepare("SELECT *\n  FROM nowhere"));
            assertThat(session.lastErrorPosition()).isEqualTo(new Session.ErrorPosition(2, 8));
            assertFails(ErrorCode.SYNTAX_ERROR, () -> session.prepare("SELECT\n1 1"));
            assertThat(session.lastErrorPosition()).isEqualTo(new Session.ErrorPosition(2, 3));
            run(session, "SELECT 1");
            assertThat(session.lastErrorPosition()).isNull();
        }
    }

    @Test
    void deepStatementsAreRefusedOrRun() {
        try (Session session = open()) {
            var sql = new StringBuilder("SELECT 1 FROM (VALUES (0)) AS t (x) WHERE 1 = 2");
            for (int i = 0; i < 5000; i++) {
                sql.append(" OR ").append(i).append(" = ").append(i + 1);
            }
            assertThat(rows(session, sql.toString())).isEmpty();
            String deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
            assertFails(ErrorCode.TOO_COMPLEX, () -> session.prepare(deep));
        }
    }

    @Test
    void scriptsAreSplitOutsideOfQuotesAndComments() {
        try (Session session = open()) {
            assertThat(session.split("SELECT 'a;b'; -- one;\nSELECT \"x;y\" /* ; */ FROM t;;\n-- end\n"))
                    .containsExactly("SELECT 'a;b'", "-- one;\nSELECT \"x;y\" /* ; */ FROM t");
            assertThat(session.split(" ")).hasSize(1);
        }
    }

    @Test
    void sessionsOfOneNameShareADatabase() {
        var location = new DatabaseLocation.Memory("shared-by-" + SessionTest.class.getSimpleName());
        Settings settings = Settings.of(Map.of(Setting.CLOSE_DELAY, "0"));
        try (Session first = Sessions.connect(location, settings);
                Session second = Sessions.connect(location, Settings.DEFAULTS)) {
            run(first, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
            run(second, "INSERT INTO t VALUES (1)");
            assertThat(rows(first, "SELECT id FROM t")).containsExactly(List.of(1L));
            assertThat(first.recovery()).isNotNull();
            assertThat(second.recovery()).isNull();
            assertFails(
                    ErrorCode.PROPERTY_CONFLICT,
                    () -> Sessions.connect(location, Settings.of(Map.of(Setting.WAL_STRIPES, "4")))
                            .close());
        }
        try (Session later = Sessions.connect(location, settings)) {
            assertThat(later.catalog().tables()).isEmpty();
        }
    }

    @Test
    void aDirectoryKeepsWhatWasCommitted(@TempDir Path directory) {
        var location = new DatabaseLocation.Directory(directory.resolve("db"));
        Settings settings = Settings.of(Map.of(Setting.CLOSE_DELAY, "0"));
        try (Session session = Sessions.connect(location, settings)) {
            run(session, "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR DEFAULT 'x' || 'y')");
            run(session, "INSERT INTO t (id) VALUES (1)");
        }
        try (Session session = Sessions.connect(location, settings)) {
            run(session, "INSERT INTO t (id) VALUES (2)");
            assertThat(rows(session, "SELECT v FROM t ORDER BY id")).containsExactly(List.of("xy"), List.of("xy"));
        }
        assertFails(
                ErrorCode.CANNOT_OPEN,
                () -> Sessions.connect(
                                new DatabaseLocation.Directory(directory.resolve("missing")),
                                settings.with(Setting.CREATE, "false"))
                        .close());
    }

    @Test
    void aClosedSessionSaysSo() {
        Session session = open();
        Prepared select = session.prepare("SELECT 1");
        session.close();
        session.close();
        assertThat(session.isClosed()).isTrue();
        assertThat(session.isAlive()).isFalse();
        assertFails(ErrorCode.CONNECTION_CLOSED, () -> session.prepare("SELECT 1"));
        assertFails(ErrorCode.CONNECTION_CLOSED, () -> select.execute(new Object[0], Execution.DEFAULT));
    }
}
