package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An acknowledged commit is damaged: the database is refused, and {@code recovery=SALVAGE} opens what stands before the damage. */
class SalvageTest {
    // Points 25, 31, F16 of docs/architecture/recovery.md.
    @TempDir
    Path directory;

    private Path damaged;

    @BeforeEach
    void damage() throws SQLException, IOException {
        damaged = DamagedLog.in(directory);
    }

    private Connection open(String settings) throws SQLException {
        return DriverManager.getConnection("jdbc:aletheia:file:" + damaged + ";closeDelay=0" + settings);
    }

    @Test
    void withoutAskingForItTheDatabaseIsRefused() {
        assertThatThrownBy(() -> open(""))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XX001"))
                .hasMessageContaining(DamagedLog.SEGMENT + " at offset ")
                .hasMessageContaining("(LSN " + (DamagedLog.GOOD_ROWS + 2) + ") is corrupt: expected a frame")
                .hasMessageContaining("found checksum");
    }

    @Test
    void whatStandsBeforeTheDamageCanBeReadAndTheWarningSaysWhatIsLost() throws SQLException {
        try (Connection connection = open(";recovery=salvage");
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT count(*), max(id) FROM t")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(DamagedLog.GOOD_ROWS);
                assertThat(row.getInt(2)).isEqualTo(DamagedLog.GOOD_ROWS);
            }
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(warnings(connection))
                    .contains("the database is salvaged, and open for reading only")
                    .contains("(LSN " + (DamagedLog.GOOD_ROWS + 2) + ") is corrupt");
            assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (100, 'x')"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
    }

    private static String warnings(Connection connection) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (SQLWarning warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            assertThat(warning.getSQLState()).isEqualTo("01000");
            text.append(warning.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void everyConnectionToASalvagedDatabaseIsWarned() throws SQLException {
        try (Connection first = open(";recovery=SALVAGE");
                Connection second = open(";recovery=SALVAGE")) {
            assertThat(warnings(first)).contains("is corrupt");
            assertThat(warnings(second)).contains("is corrupt");
        }
    }

    @Test
    void salvagingWritesNothing() throws SQLException, IOException {
        Map<String, byte[]> before = contents();
        open(";recovery=SALVAGE").close();
        Map<String, byte[]> after = contents();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
        assertThatThrownBy(() -> open("")).hasMessageContaining("is corrupt");
    }

    /** All files but the lock, which names its holder. */
    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(damaged)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("wal-") || name.startsWith("manifest-") || name.startsWith("chunk-")) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    @Test
    void aSoundDatabaseIsSalvagedWithoutLoss() throws SQLException {
        String url = "jdbc:aletheia:file:" + directory.resolve("live") + ";recovery=SALVAGE;closeDelay=0";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(2 * DamagedLog.GOOD_ROWS);
            assertThat(warnings(connection)).doesNotContain("salvaged");
        }
    }

    @Test
    void aMissingDatabaseIsNotMadeInOrderToSalvageIt() {
        String url = "jdbc:aletheia:file:" + directory.resolve("missing") + ";recovery=SALVAGE";
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }
}
