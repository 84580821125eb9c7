package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
