package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aletheia.jdbc.DamagedLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the jar that look at a database without opening it. */
class ToolCommandTest {
    // Points 37-39 of docs/architecture/recovery.md.
    @TempDir
    Path directory;

    private Path damaged;
    private String out = "";
    private String err = "";

    @BeforeEach
    void damage() throws SQLException, IOException {
        damaged = DamagedLog.in(directory);
    }

    private int run(Object... words) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        int exitCode = new Shell(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                        new PrintStream(errBytes, true, StandardCharsets.UTF_8))
                .run(arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    @Test
    void inspectPrintsEveryEntryAlsoBehindTheDamage() {
        assertThat(run("wal", "inspect", damaged)).isZero();
        assertThat(out)
                .contains("SEGMENT")
                .contains("CREATE_TABLE")
                .contains("t (id INTEGER, name VARCHAR)")
                .contains("t entity 1 [commit, 9999-12-30 00:00:00.000000): 1, 'name 1'")
                .contains("INVALID")
                .contains("checksum")
                .contains("40, 'name 40'")
                .doesNotContain("21, 'name 21'");
    }

    @Test
    void inspectBeginsAtTheLsnThatIsAskedFor() {
        assertThat(run("wal", "inspect", damaged, 40)).isZero();
        assertThat(out).contains("40, 'name 40'").doesNotContain("37, 'name 37'");
    }

    @Test
    void verifyNamesTheDamageAndFails() {
        assertThat(run("wal", "verify", damaged)).isEqualTo(1);
        assertThat(out)
                .contains("LSN 1 to " + (DamagedLog.GOOD_ROWS + 1))
                .contains(DamagedLog.SEGMENT + " at offset ")
                .contains("is corrupt")
                .contains("1 violations");
        assertThat(run("wal", "verify", directory.resolve("live"))).isZero();
        assertThat(out).endsWith("sound" + System.lineSeparator());
    }

    @Test
    void estimateCountsWhatThereIsToDo() {
        assertThat(run("recovery", "estimate", directory.resolve("live"))).isZero();
        assertThat(out).contains("checkpoint at LSN 41: 40 rows").contains("0 operations");
    }

    @Test
    void salvageCopiesWhatStandsBeforeTheDamageIntoADatabaseThatTakesCommits() throws SQLException {
        Path copy = directory.resolve("copy");
        assertThat(run("recovery", "salvage", damaged, copy)).isZero();
        assertThat(out).contains("lost: ").contains("copied up to LSN " + (DamagedLog.GOOD_ROWS + 1));
        String url = "jdbc:aletheia:file:" + copy + ";closeDelay=0";
        for (int opened = 0; opened < 2; opened++) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO t VALUES (" + (100 + opened) + ", 'new')");
                try (ResultSet row =
                        statement.executeQuery("SELECT count(*), count(*) FILTER (WHERE id < 100) FROM t")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getInt(1)).isEqualTo(DamagedLog.GOOD_ROWS + 1 + opened);
                    assertThat(row.getInt(2)).isEqualTo(DamagedLog.GOOD_ROWS);
                }
            }
        }
    }

    @Test
    void salvageLeavesADirectoryThatIsNotEmptyAlone() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("full"));
        Files.writeString(copy.resolve("letter.txt"), "dear all");
        assertThat(run("recovery", "salvage", damaged, copy)).isEqualTo(1);
        assertThat(err).contains("letter.txt").contains("08001");
        assertThat(copy.resolve("letter.txt")).hasContent("dear all");
    }

    @Test
    void salvageWritesNothingIntoTheDatabaseThatIsSalvaged() {
        assertThat(run("recovery", "salvage", damaged, damaged.resolve("copy"))).isEqualTo(1);
        assertThat(err).contains("name a directory outside of it");
        assertThat(damaged.resolve("copy")).doesNotExist();
    }

    @Test
    void anEstimateOfADamagedDatabaseSaysSo() {
        assertThat(run("recovery", "estimate", damaged)).isEqualTo(1);
        assertThat(err).contains("is corrupt").contains("XX001");
    }

    @Test
    void aDatabaseWithoutManifestsAndLogIsNoEmptyDatabase() throws Exception {
        Path live = directory.resolve("live");
        delete(live, "manifest-");
        delete(live, "wal-");
        assertThat(run("wal", "verify", live)).isEqualTo(1);
        assertThat(out).contains("neither a manifest nor a log, but the file chunk-");
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:aletheia:file:" + live))
                .hasMessageContaining("its manifests and its log are missing");
        assertThat(run("recovery", "salvage", live, directory.resolve("copy"))).isEqualTo(1);
        assertThat(err).contains("XX001");
    }

    @Test
    void aLogThatIsGoneIsMissed() throws Exception {
        Path live = directory.resolve("live");
        delete(live, "wal-");
        assertThat(run("wal", "verify", live)).isEqualTo(1);
        assertThat(out).contains("is missing: the checkpoint needs it");
    }

    private static void delete(Path directory, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(prefix)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Of a trimmed log the first segment can begin in the middle of a transaction, and of a purged one with zeros. */
    @Test
    void aTrimmedAndPurgedLogIsSound() throws SQLException {
        Path database = directory.resolve("trimmed");
        String url = "jdbc:aletheia:file:" + database + ";closeDelay=0;walSegmentSize=1MiB;walSegmentsRetained=0";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR)");
            for (int round = 0; round < 4; round++) {
                connection.setAutoCommit(false);
                for (int id = 0; id < 40; id++) {
                    statement.execute("UPSERT INTO t VALUES (" + id + ", '" + "long ".repeat(10_000) + "')");
                }
                connection.commit();
                connection.setAutoCommit(true);
                statement.execute(round == 2 ? "CHECKPOINT PURGE" : "CHECKPOINT");
                statement.execute("UPSERT INTO t VALUES (1, 'line\none\u001b')");
                try (ResultSet found = statement.executeQuery("CHECK WAL")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString("VIOLATION")).isNull();
                    assertThat(found.next()).as("round %d", round).isFalse();
                }
            }
        }
        assertThat(run("wal", "verify", database)).as(out).isZero();
        assertThat(run("wal", "inspect", database)).isZero();
        assertThat(out).doesNotContain("INVALID");
        assertThat(out.lines().filter(line -> line.contains("one\\u001b")))
                .allMatch(line -> line.contains("line\\u000aone"));
    }

    @Test
    void inspectPrintsNoControlCharactersOfWhatIsStored() throws SQLException {
        Path database = directory.resolve("arrays");
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:file:" + database + ";closeDelay=0");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, names VARCHAR ARRAY)");
            statement.execute("INSERT INTO t VALUES (1, ARRAY['a\nb', NULL])");
            statement.execute("CREATE VIEW v AS SELECT 'two\nlines' AS text FROM t");
            statement.execute("BEGIN");
            statement.execute("INSERT INTO t VALUES (2, ARRAY['it''s'])");
            statement.execute("COMMIT WITH (COMMENT = 'red \u001b[31m')");
        }
        assertThat(run("wal", "inspect", database)).isZero();
        assertThat(out)
                .contains(": 1, ['a\\u000ab', null]")
                .contains(": 2, ['it''s']")
                .contains("two\\u000alines")
                .contains("red \\u001b[31m")
                .doesNotContain("\u001b");
    }

    @Test
    void inspectTellsALogOfVersion1InWords() throws IOException {
        Path old = Files.createDirectory(directory.resolve("old"));
        for (String name : List.of("000001.log", "000002.log")) {
            Files.copy(Path.of("../engine/src/test/resources/formats/wal-1", name), old.resolve(name));
        }
        assertThat(run("wal", "inspect", old)).isZero();
        assertThat(out)
                .contains("CREATE_NODE")
                .contains("node 2 'Company' valid [2024-01-01 00:00:00.000001, open) known"
                        + " [2024-01-01 00:00:00.000001, open): name = 'Aletheia', listed = true, logo = 2 bytes")
                .contains("node 0 'Person', version 7, valid [2024-01-03 00:00:00.000000, open)")
                .contains("tags = ['maths', 'machines']")
                .contains("place = [0.25, -1.0]")
                .contains("edge 0 'knows' from 0 to 1 valid")
                .containsPattern("edge 1 'works_at' from 0 to 2 valid .* open\\)\\R")
                .contains("up to LSN 6 at 2024-01-02 00:00:00.000000");
    }

    @Test
    void whatIsWrittenWronglyIsExplained() {
        assertThat(run("wal", "look", damaged)).isEqualTo(2);
        assertThat(err).contains("there is no command wal look").contains("wal inspect DIRECTORY");
        assertThat(run("wal", "verify")).isEqualTo(2);
        assertThat(err).contains("wal verify: too few words");
        assertThat(run("wal", "inspect", damaged, "x")).isEqualTo(2);
        assertThat(err).contains("an LSN is a whole number: x");
        assertThat(run("wal", "inspect", directory.resolve("nowhere"))).isEqualTo(1);
        assertThat(err).contains("08001");
        assertThat(run("--help")).isZero();
        assertThat(out).contains("wal inspect DIRECTORY");
    }
}
