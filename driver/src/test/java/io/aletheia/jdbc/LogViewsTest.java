package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.LogEntries;
import io.aletheia.engine.model.LogEntry;
import io.aletheia.query.OfflineTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of INFORMATION_SCHEMA that say how the log and the checkpoints stand. */
class LogViewsTest {
    // Points 37-39, F21 of docs/architecture/recovery.md.
    private static final int COMMITS = 30;

    @TempDir
    Path directory;

    private String url(String settings) {
        return "jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0" + settings;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getLong(1);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getString(1);
        }
    }

    private static void commit(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY)");
        for (int id = 1; id <= COMMITS; id++) {
            statement.execute("INSERT INTO t VALUES (" + id + ")");
        }
    }

    @Test
    void theLogSaysHowFarItIsAndWhatItDid() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            commit(statement);
            try (ResultSet log = statement.executeQuery("SELECT * FROM INFORMATION_SCHEMA.WAL")) {
                assertThat(log.next()).isTrue();
                assertThat(log.getString("STATE")).isEqualTo("OPEN");
                assertThat(log.getLong("APPENDS")).isEqualTo(COMMITS + 1);
                assertThat(log.getLong("FLUSHED")).isEqualTo(COMMITS + 1);
                assertThat(log.getLong("CURRENT_LSN")).isEqualTo(COMMITS + 1);
                assertThat(log.getLong("DURABLE_LSN")).isEqualTo(COMMITS + 1);
                assertThat(log.getLong("APPLIED_LSN")).isEqualTo(COMMITS + 1);
                assertThat(log.getLong("LAG")).isZero();
                assertThat(log.getLong("BYTES")).isGreaterThan(COMMITS * 40);
                assertThat(log.getLong("SYNCS")).isBetween((long) COMMITS, COMMITS + 1L);
                assertThat(log.getLong("SYNC_MICROS_MAX")).isGreaterThanOrEqualTo(log.getLong("SYNC_MICROS_P50"));
                assertThat(log.getLong("GROUP_SIZE_MAX")).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsNotDurableYetIsTheLag() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(";durability=ASYNC;flushIntervalMs=60000"));
                Statement statement = connection.createStatement()) {
            commit(statement);
            assertThat(number(statement, "SELECT LAG FROM INFORMATION_SCHEMA.WAL"))
                    .isPositive();
            statement.execute("FLUSH WAL");
            assertThat(number(statement, "SELECT LAG FROM INFORMATION_SCHEMA.WAL"))
                    .isZero();
            // Counted once those who wait for the sync are awake.
            long started = System.nanoTime();
            while (number(statement, "SELECT GROUP_SIZE_MAX FROM INFORMATION_SCHEMA.WAL") <= 1) {
                assertThat(System.nanoTime() - started).isLessThan(TimeUnit.MINUTES.toNanos(1));
            }
        }
    }

    @Test
    void segmentsAndCheckpointsAreListed() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            commit(statement);
            assertThat(number(statement, "SELECT count(*) FROM INFORMATION_SCHEMA.CHECKPOINTS"))
                    .isZero();
            statement.execute("CHECKPOINT");
            statement.execute("INSERT INTO t VALUES (1000)");
            statement.execute("CHECKPOINT");
            assertThat(number(statement, "SELECT max(LSN) FROM INFORMATION_SCHEMA.CHECKPOINTS"))
                    .isEqualTo(COMMITS + 2);
            assertThat(number(statement, "SELECT count(*) FROM INFORMATION_SCHEMA.CHECKPOINTS WHERE BYTES > 0"))
                    .isEqualTo(2);
            assertThat(text(statement, "SELECT STATE FROM INFORMATION_SCHEMA.WAL_SEGMENTS WHERE FIRST_LSN = 1"))
                    .isEqualTo("CURRENT");
        }
    }

    @Test
    void theFilesOfALogThatIsOnlyReadAreListedAndCounted() throws Exception {
        Path image = directory.resolve("image");
        try (Connection connection = DriverManager.getConnection(url(";walSegmentSize=1MiB"));
                Statement statement = connection.createStatement()) {
            commit(statement);
            statement.execute("CREATE TABLE long (id INTEGER PRIMARY KEY, words VARCHAR)");
            for (int i = 0; i < 250; i++) {
                statement.execute("INSERT INTO long VALUES (" + i + ", '" + "words ".repeat(1000) + "')");
            }
            Files.createDirectory(image);
            try (Stream<Path> files = Files.list(directory.resolve("db"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, image.resolve(file.getFileName()));
                }
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:file:" + image + ";readOnly=true");
                Statement statement = connection.createStatement()) {
            assertThat(number(statement, "SELECT count(*) FROM INFORMATION_SCHEMA.WAL_SEGMENTS WHERE STATE = 'FULL'"))
                    .isPositive();
            assertThat(number(
                            statement, "SELECT LAST_LSN FROM INFORMATION_SCHEMA.WAL_SEGMENTS WHERE STATE = 'CURRENT'"))
                    .isEqualTo(number(statement, "SELECT CURRENT_LSN FROM INFORMATION_SCHEMA.WAL"));
            assertThat(number(statement, "SELECT WAL_BYTES FROM INFORMATION_SCHEMA.RECOVERY_ESTIMATE"))
                    .isGreaterThan(250 * 6000);
        }
    }

    @Test
    void theLastRecoveryAndTheNextAreDescribed() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            commit(statement);
            assertThat(number(statement, "SELECT OPERATIONS FROM INFORMATION_SCHEMA.RECOVERY_ESTIMATE"))
                    .isEqualTo(COMMITS + 1);
            assertThat(number(statement, "SELECT WAL_BYTES FROM INFORMATION_SCHEMA.RECOVERY_ESTIMATE"))
                    .isGreaterThan(COMMITS * 40);
            statement.execute("CHECKPOINT");
            assertThat(number(statement, "SELECT OPERATIONS FROM INFORMATION_SCHEMA.RECOVERY_ESTIMATE"))
                    .isZero();
        }
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            assertThat(number(statement, "SELECT CHECKPOINT_LSN FROM INFORMATION_SCHEMA.RECOVERY"))
                    .isEqualTo(COMMITS + 1);
            assertThat(number(statement, "SELECT DURATION_MICROS FROM INFORMATION_SCHEMA.RECOVERY"))
                    .isPositive();
        }
    }

    @Test
    void theEntriesOfTheLogAreRows() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            commit(statement);
            assertThat(number(statement, "SELECT count(*) FROM INFORMATION_SCHEMA.WAL_ENTRIES WHERE KIND = 'PUT'"))
                    .isEqualTo(COMMITS);
            assertThat(text(
                            statement,
                            "SELECT ENTRY FROM INFORMATION_SCHEMA.WAL_ENTRIES WHERE LSN = 8 AND KIND = 'PUT'"))
                    .startsWith("t entity 7 ")
                    .endsWith(": 7");
            assertThat(number(
                            statement,
                            "SELECT count(*) FROM INFORMATION_SCHEMA.WAL_ENTRIES e JOIN INFORMATION_SCHEMA.TRANSACTIONS x"
                                    + " ON e.TRANSACTION_ID = x.TRANSACTION_ID AND e.SYSTEM_TIME = x.SYSTEM_TIME"))
                    .isEqualTo(COMMITS + 1);
        }
    }

    @Test
    void entriesNameTablesWhoseDefinitionIsNoLongerInTheLog() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            commit(statement);
            statement.execute("CHECKPOINT PURGE");
            statement.execute("INSERT INTO t VALUES (1000)");
            assertThat(text(statement, "SELECT ENTRY FROM INFORMATION_SCHEMA.WAL_ENTRIES WHERE KIND = 'PUT'"))
                    .startsWith("t entity ")
                    .endsWith(": 1000");
        }
        try (LogEntries entries = OfflineTools.logEntries(directory.resolve("db"), 0)) {
            List<String> texts = new ArrayList<>();
            for (LogEntry entry = entries.next(); entry != null; entry = entries.next()) {
                texts.add(entry.text());
            }
            assertThat(texts)
                    .anySatisfy(text -> assertThat(text).startsWith("t entity ").endsWith(": 1000"));
        }
    }

    @Test
    void aSoundLogHasNoViolationsAlsoAfterAPurge() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            commit(statement);
            for (String between : new String[] {"CHECKPOINT", "ERASE FROM t WHERE id = 3", "CHECKPOINT PURGE"}) {
                statement.execute(between);
                try (ResultSet found = statement.executeQuery("CHECK WAL")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getLong("LAST_LSN")).isGreaterThan(COMMITS);
                    assertThat(found.getString("VIOLATION")).isNull();
                    assertThat(found.next()).as(between).isFalse();
                }
            }
        }
    }

    @Test
    void aDatabaseInMemoryHasALogThatKeepsNothing() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                Statement statement = connection.createStatement()) {
            commit(statement);
            assertThat(text(statement, "SELECT STATE FROM INFORMATION_SCHEMA.WAL"))
                    .isEqualTo("IN_MEMORY");
            assertThat(number(statement, "SELECT count(*) FROM INFORMATION_SCHEMA.WAL_ENTRIES"))
                    .isZero();
            assertThat(number(statement, "SELECT count(*) FROM INFORMATION_SCHEMA.WAL_SEGMENTS"))
                    .isZero();
        }
    }
}
