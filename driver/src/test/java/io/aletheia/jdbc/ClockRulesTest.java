package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.Database;
import io.aletheia.engine.DatabaseOptions;
import io.aletheia.engine.FaultyDisk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock tests C1 to C8, through SQL, with a clock that stands still until it is moved. What each leaves behind is read again
 * after a crash, a checkpoint and reopening.
 */
class ClockRulesTest {
    private static final long SKEW_MILLIS = 60_000;
    private static final String EVERY_ROW =
            "SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM HISTORY.t ORDER BY 1, 5, 3";
    private static final String OPEN = "9999-12-30 00:00:00";

    private final StoppedClock clock = new StoppedClock("2024-01-10T09:59:59Z");
    private FaultyDisk disk = new FaultyDisk(Long.MAX_VALUE);
    private SessionConnections connections = open(clock, SKEW_MILLIS);
    private Connection connection = connections.open();

    @TempDir
    private Path directory;

    private SessionConnections open(InstantSource source, long skewMillis) {
        return SessionConnections.to(disk.open(options(source, skewMillis)));
    }

    private static DatabaseOptions options(InstantSource source, long skewMillis) {
        DatabaseOptions defaults = DatabaseOptions.DEFAULTS;
        return new DatabaseOptions(
                true,
                false,
                defaults.walStripes(),
                defaults.walStripeCapacity(),
                defaults.walSegmentBytesMax(),
                defaults.walSegmentsRetained(),
                defaults.flushIntervalMillis(),
                defaults.groupCommitMaxDelayMillis(),
                defaults.groupCommitMaxBatch(),
                skewMillis,
                source);
    }

    @BeforeEach
    void createTable() throws SQLException {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        clock.set("2024-01-10T10:00:00Z");
    }

    /** Whatever a test was about: what it left is there again after a crash, a checkpoint, a crash behind it, and reopening. */
    @AfterEach
    void everyVersionIsThereAgain() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        List<String> left = rows(EVERY_ROW);
        crash();
        assertThat(rows(EVERY_ROW)).as("after a crash").isEqualTo(left);
        run("CHECKPOINT");
        assertThat(rows(EVERY_ROW)).as("after a checkpoint").isEqualTo(left);
        crash();
        assertThat(rows(EVERY_ROW)).as("from a checkpoint").isEqualTo(left);
        reopen(SKEW_MILLIS);
        assertThat(rows(EVERY_ROW)).as("after reopening").isEqualTo(left);
        connection.close();
    }

    @Test
    void c1CommitsAtOneReadingOfTheClockFollowEachOtherByAMicrosecond() throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        run("INSERT INTO t VALUES (2, 2)");
        run("INSERT INTO t VALUES (3, 3)");
        assertThat(rows("SELECT id, _system_from, _valid_from FROM t ORDER BY id"))
                .containsExactly(
                        "1|2024-01-10 10:00:00|2024-01-10 10:00:00",
                        "2|2024-01-10 10:00:00.000001|2024-01-10 10:00:00.000001",
                        "3|2024-01-10 10:00:00.000002|2024-01-10 10:00:00.000002");
    }

    @Test
    void c2AClockSetBackALittleGivesTheNextMicrosecondAndAWarning() throws SQLException {
        assertThat(run("INSERT INTO t VALUES (1, 1)")).isEmpty();
        clock.advance(Duration.ofSeconds(-30));
        assertThat(run("INSERT INTO t VALUES (2, 2)"))
                .singleElement()
                .asString()
                .contains("30000 ms behind the last commit");
        assertThat(systemTime(2)).isEqualTo("2024-01-10 10:00:00.000001");
        clock.set("2024-01-10T10:00:01Z");
        assertThat(run("INSERT INTO t VALUES (3, 3)")).isEmpty();
        assertThat(systemTime(3)).isEqualTo("2024-01-10 10:00:01");
    }

    @Test
    void c2TheWarningOfACommitIsTheConnectionsOnceUntilItIsCleared() throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        clock.advance(Duration.ofSeconds(-30));
        connection.setAutoCommit(false);
        for (int id = 2; id < 4; id++) {
            assertThat(run("INSERT INTO t VALUES (" + id + ", 0)")).isEmpty();
            connection.commit();
        }
        assertThat(clockWarnings(connection.getWarnings())).hasSize(1);
        connection.clearWarnings();
        assertThat(run("INSERT INTO t VALUES (4, 0)")).isEmpty();
        connection.setAutoCommit(true);
        assertThat(clockWarnings(connection.getWarnings())).hasSize(1);
        connection.clearWarnings();
        try (PreparedStatement batch = connection.prepareStatement("INSERT INTO t VALUES (?, 0)")) {
            for (int id = 5; id < 8; id++) {
                batch.setInt(1, id);
                batch.addBatch();
            }
            batch.executeBatch();
            assertThat(clockWarnings(batch.getWarnings())).hasSize(1);
        }
        assertThat(clockWarnings(connection.getWarnings())).isEmpty();
    }

    @Test
    void c2AClockTooFarBackRefusesCommitsAndSaysWhatToDoWhileReadsGoOn() throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        clock.advance(Duration.ofMinutes(-2));
        SQLException refused = failure("INSERT INTO t VALUES (2, 2)");
        assertThat(refused.getSQLState()).isEqualTo("25000");
        assertThat(refused.getErrorCode()).isEqualTo(3704);
        assertThat(refused.getMessage())
                .contains("2024-01-10 09:58")
                .contains("60000 ms")
                .contains("set the clock right")
                .contains("maxClockSkew")
                .contains("allowClockSkew");
        connection.setAutoCommit(false);
        run("INSERT INTO t VALUES (2, 2)");
        assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
        assertThat(catchThrowableOfType(SQLException.class, connection::commit).getSQLState())
                .isEqualTo("25000");
        connection.setAutoCommit(true);
        assertThat(rows("SELECT id FROM t")).containsExactly("1");
        clock.set("2024-01-10T10:00:00Z");
        run("INSERT INTO t VALUES (2, 2)");
        assertThat(systemTime(2)).isEqualTo("2024-01-10 10:00:00.000001");
    }

    @Test
    void c2WithLeaveCommitsGoOnHoweverFarTheClockIsBack() throws SQLException {
        reopen(Long.MAX_VALUE);
        run("INSERT INTO t VALUES (1, 1)");
        clock.advance(Duration.ofHours(-1));
        assertThat(run("INSERT INTO t VALUES (2, 2)")).hasSize(1);
        assertThat(systemTime(2)).isEqualTo("2024-01-10 10:00:00.000001");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void c3TheClockIsKeptByClosingAndByCrashes(boolean crash) throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        run("INSERT INTO t VALUES (2, 2)");
        clock.advance(Duration.ofSeconds(-30));
        if (crash) {
            crash();
        } else {
            reopen(SKEW_MILLIS);
        }
        assertThat(run("INSERT INTO t VALUES (3, 3)")).hasSize(1);
        assertThat(systemTime(3)).isEqualTo("2024-01-10 10:00:00.000002");
        clock.advance(Duration.ofMinutes(-2));
        if (crash) {
            crash();
        } else {
            reopen(SKEW_MILLIS);
        }
        assertThat(failure("INSERT INTO t VALUES (4, 4)").getSQLState()).isEqualTo("25000");
        assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void c4WhatIsAskedAsOfNowStaysTrue() throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        clock.set("2024-01-10T10:00:05Z");
        String question = "SELECT id, v FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-10 10:00:05' ORDER BY id";
        List<String> answer = rows(question);
        assertThat(answer).containsExactly("1|1");
        run("INSERT INTO t VALUES (2, 2)");
        run("UPDATE t SET v = 7 WHERE id = 1");
        assertThat(systemTime(2)).isEqualTo("2024-01-10 10:00:05.000001");
        assertThat(rows(question)).isEqualTo(answer);
        assertThat(rows("SETTING DEFAULT SYSTEM_TIME AS OF TIMESTAMP '2024-01-10 10:00:05' SELECT id, v FROM t"))
                .isEqualTo(answer);
    }

    @Test
    void c4WhatWasAskedAsOfNowStaysTrueThoughTheClockIsSetBackAndTheDatabaseClosed() throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        clock.set("2024-01-10T10:00:05Z");
        String question = "SELECT id, v FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-10 10:00:05' ORDER BY id";
        List<String> answer = rows(question);
        clock.set("2024-01-10T10:00:02Z");
        reopen(SKEW_MILLIS);
        run("INSERT INTO t VALUES (2, 2)");
        assertThat(systemTime(2)).isEqualTo("2024-01-10 10:00:05.000001");
        assertThat(rows(question)).isEqualTo(answer);
        run("CHECKPOINT");
        crash();
        assertThat(rows(question)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-10 10:00:00.000001'",
                "SELECT * FROM t FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP + INTERVAL '1' SECOND",
                "SELECT (SELECT count(*) FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2025-01-10 10:00:00')",
                "SETTING DEFAULT SYSTEM_TIME AS OF TIMESTAMP '2024-01-10 10:00:00.000001' SELECT * FROM t",
                "SELECT * FROM DIFF(t, TIMESTAMP '2024-01-10 09:00:00', TIMESTAMP '2024-01-10 10:00:00.000001')",
                "SELECT * FROM CHANGES(t, TIMESTAMP '2024-01-10 09:00:00', TIMESTAMP '2024-01-10 10:00:00.000001')"
            })
    void c4TheKnowledgeOfTheFutureCannotBeAsked(String question) throws SQLException {
        assertThat(failure(question).getSQLState()).isEqualTo("22023");
        run("INSERT INTO t VALUES (1, 1)");
        assertThat(systemTime(1)).isEqualTo("2024-01-10 10:00:00");
    }

    @Test
    void c4ASessionCannotReadWithTheKnowledgeOfTheFuture() throws SQLException {
        run("SET SESSION SYSTEM_TIME TO AS OF TIMESTAMP '2024-01-10 10:00:01'");
        assertThat(failure("SELECT * FROM t").getSQLState()).isEqualTo("22023");
        clock.set("2024-01-10T10:00:01Z");
        assertThat(rows("SELECT * FROM t")).isEmpty();
        run("SET SESSION SYSTEM_TIME TO DEFAULT");
        run("INSERT INTO t VALUES (1, 1)");
        assertThat(systemTime(1)).isEqualTo("2024-01-10 10:00:01.000001");
    }

    @Test
    void c5ImportedTimesLieBetweenTheLastCommitAndNowAndRefusalsChangeNothing() throws SQLException {
        run("INSERT INTO t VALUES (1, 1)");
        clock.set("2024-01-10T10:00:10Z");
        for (String wrong : List.of("09:59:59", "10:00:00", "10:00:10.000001", "23:00:00")) {
            assertThat(failure("SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 " + wrong + "'")
                            .getSQLState())
                    .as(wrong)
                    .isEqualTo("22023");
        }
        run("INSERT INTO t VALUES (2, 2)");
        assertThat(systemTime(2)).isEqualTo("2024-01-10 10:00:10");
        clock.set("2024-01-10T10:00:20Z");
        run("SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 10:00:15'");
        run("INSERT INTO t VALUES (3, 3)");
        assertThat(systemTime(3)).isEqualTo("2024-01-10 10:00:15");
        run("INSERT INTO t VALUES (4, 4)");
        assertThat(systemTime(4)).isEqualTo("2024-01-10 10:00:20");
        clock.set("2024-01-10T10:00:30Z");
        run("SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 10:00:30'");
        run("INSERT INTO t VALUES (5, 5)");
        run("INSERT INTO t VALUES (6, 6)");
        assertThat(systemTime(5)).isEqualTo("2024-01-10 10:00:30");
        assertThat(systemTime(6)).isEqualTo("2024-01-10 10:00:30.000001");
    }

    @Test
    void c5AnImportThatAnotherCommitOvertakesIsRefusedAtItsCommit() throws SQLException {
        clock.set("2024-01-10T10:00:10Z");
        connection.setAutoCommit(false);
        run("SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 10:00:05'");
        run("INSERT INTO t VALUES (1, 1)");
        try (Connection other = connections.open();
                Statement statement = other.createStatement()) {
            statement.execute("INSERT INTO t VALUES (2, 2)");
        }
        assertThat(catchThrowableOfType(SQLException.class, connection::commit).getSQLState())
                .isEqualTo("22023");
        run("INSERT INTO t VALUES (3, 3)");
        connection.commit();
        assertThat(rows("SELECT id, _system_from FROM t ORDER BY id"))
                .containsExactly("2|2024-01-10 10:00:10", "3|2024-01-10 10:00:10.000001");
    }

    @Test
    void c6DefaultPeriodsBeginAtTheCommitHoweverLongTheTransaction() throws SQLException {
        try (Connection other = connections.open();
                Statement statement = other.createStatement()) {
            connection.setAutoCommit(false);
            run("INSERT INTO t VALUES (1, 1)");
            clock.set("2024-01-10T10:01:00Z");
            statement.execute("INSERT INTO t VALUES (2, 2)");
            clock.set("2024-01-10T10:05:00Z");
            connection.commit();
        }
        assertThat(rows(EVERY_ROW))
                .containsExactly(
                        "1|1|2024-01-10 10:05:00|" + OPEN + "|2024-01-10 10:05:00|" + OPEN,
                        "2|2|2024-01-10 10:01:00|" + OPEN + "|2024-01-10 10:01:00|" + OPEN);
    }

    @Test
    void c7WhatIsRolledBackToASavepointLeavesNoTrace() throws SQLException {
        connection.setAutoCommit(false);
        // G12: insert and two updates; the last is undone.
        run("INSERT INTO t VALUES (12, 1)");
        run("UPDATE t SET v = 2 WHERE id = 12");
        run("SAVEPOINT s");
        clock.advance(Duration.ofSeconds(1));
        run("UPDATE t SET v = 3 WHERE id = 12");
        run("ROLLBACK TO SAVEPOINT s");
        // G13: insert and delete; the delete is undone.
        run("INSERT INTO t VALUES (13, 1)");
        run("SAVEPOINT s");
        run("DELETE FROM t WHERE id = 13");
        run("ROLLBACK TO SAVEPOINT s");
        // G13 with the insert undone, and then made again.
        run("SAVEPOINT s");
        run("INSERT INTO t VALUES (14, 1)");
        run("ROLLBACK TO SAVEPOINT s");
        run("INSERT INTO t VALUES (15, 1)");
        run("SAVEPOINT s");
        run("UPDATE t SET v = 9 WHERE id = 15");
        run("ROLLBACK TO SAVEPOINT s");
        run("DELETE FROM t WHERE id = 15");
        clock.set("2024-01-10T10:00:07Z");
        connection.commit();
        String ends = "|2024-01-10 10:00:07|" + OPEN + "|2024-01-10 10:00:07|" + OPEN;
        assertThat(rows(EVERY_ROW)).containsExactly("12|2" + ends, "13|1" + ends);
    }

    @Test
    void c8DisjointPortionsOfOneEntityBothCommitAndOverlappingOnesDoNot() throws SQLException {
        run("INSERT INTO t FOR VALID_TIME FROM DATE '2023-01-01' TO DATE '2024-01-01' VALUES (1, 0)");
        connection.setAutoCommit(false);
        try (Connection other = connections.open();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(portion("2023-02-01", "2023-03-01", 1));
            run(portion("2023-03-01", "2023-04-01", 2));
            other.commit();
            connection.commit();
            assertThat(rows("SELECT v, _valid_from FROM t FOR ALL VALID_TIME ORDER BY 2"))
                    .containsExactly(
                            "0|2023-01-01 00:00:00",
                            "1|2023-02-01 00:00:00",
                            "2|2023-03-01 00:00:00",
                            "0|2023-04-01 00:00:00");
            connection.commit();
            statement.execute(portion("2023-02-01", "2023-03-01", 3));
            run(portion("2023-02-28", "2023-04-01", 4));
            other.commit();
            assertThat(catchThrowableOfType(SQLException.class, connection::commit)
                            .getSQLState())
                    .isEqualTo("40001");
        }
        connection.rollback();
        assertThat(rows("SELECT v FROM t FOR ALL VALID_TIME ORDER BY _valid_from"))
                .containsExactly("0", "3", "2", "0");
    }

    @Test
    void thePropertiesReachTheDatabase() throws SQLException {
        Path inTheFuture = directory.resolve("db");
        InstantSource wrong = () -> InstantSource.system().instant().plusSeconds(3600);
        try (Database database = Database.open(inTheFuture, options(wrong, SKEW_MILLIS));
                Connection early = SessionConnections.to(database).open();
                Statement statement = early.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        }
        String url = "jdbc:aletheia:file:" + inTheFuture + ";closeDelay=0";
        assertThat(commit(url, 1)).isEqualTo("25000");
        assertThat(commit(url + ";maxClockSkew=3000", 1)).isEqualTo("25000");
        assertThat(commit(url + ";maxClockSkew=3700", 1)).isEqualTo("warned");
        assertThat(commit(url + ";allowClockSkew=true;maxClockSkew=0", 2)).isEqualTo("warned");
        Properties none = new Properties();
        assertThat(Arrays.stream(new AletheiaDriver().getPropertyInfo(url, none)))
                .filteredOn(property -> property.name.endsWith("ClockSkew"))
                .extracting(property -> property.name + "=" + property.value)
                .containsExactly("maxClockSkew=60", "allowClockSkew=false");
        assertThat(Arrays.stream(new AletheiaDriver().getPropertyInfo(url, none)))
                .extracting((DriverPropertyInfo property) -> property.description)
                .doesNotContainNull();
    }

    /** The SQLSTATE of a refused insert, or whether it was warned of. */
    private static String commit(String url, int id) throws SQLException {
        try (Connection late = DriverManager.getConnection(url);
                Statement statement = late.createStatement()) {
            statement.execute("INSERT INTO t VALUES (" + id + ")");
            return statement.getWarnings() == null ? "fine" : "warned";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private void reopen(long skewMillis) throws SQLException {
        connection.close();
        connections = open(clock, skewMillis);
        connection = connections.open();
    }

    private void crash() throws SQLException {
        FaultyDisk survivor = disk.survivor(new Random(1));
        connection.close();
        disk = survivor;
        connections = open(clock, SKEW_MILLIS);
        connection = connections.open();
    }

    private static String portion(String from, String to, int v) {
        return "UPDATE t FOR PORTION OF VALID_TIME FROM DATE '" + from + "' TO DATE '" + to + "' SET v = " + v
                + " WHERE id = 1";
    }

    /** Runs a statement and returns what it warns of. */
    private List<String> run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return clockWarnings(statement.getWarnings());
        }
    }

    private static List<String> clockWarnings(@Nullable SQLWarning first) {
        List<String> messages = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            assertThat(warning.getSQLState()).isEqualTo("01000");
            String message = String.valueOf(warning.getMessage());
            if (message.contains("behind the last commit")) {
                messages.add(message);
            }
        }
        return messages;
    }

    private SQLException failure(String sql) {
        return catchThrowableOfType(SQLException.class, () -> rows(sql));
    }

    private String systemTime(int id) throws SQLException {
        return rows("SELECT _system_from FROM t WHERE id = " + id).get(0);
    }

    private List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    int columns = result.getMetaData().getColumnCount();
                    while (result.next()) {
                        List<String> row = new ArrayList<>();
                        for (int i = 1; i <= columns; i++) {
                            row.add(result.getString(i));
                        }
                        rows.add(String.join("|", row));
                    }
                }
            }
            return rows;
        }
    }
}
