package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void aScriptPrintsEachStatementAndItsResultAsATable() throws IOException {
        Path script = Files.writeString(directory.resolve("people.sql"), """
                -- People and where they live.
                CREATE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(20), city VARCHAR(20));
                INSERT INTO person VALUES (1, 'Ada', 'London'), (2, 'Åse', NULL);
                SELECT id, name, city FROM person ORDER BY id;
                -- The end.
                """);
        assertThat(run("-u", "jdbc:aletheia:mem:", "-f", script.toString())).isZero();
        assertThat(withoutTimes()).isEqualTo("""
                        -- People and where they live.
                        CREATE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(20), city VARCHAR(20));

                        Done

                        INSERT INTO person VALUES (1, 'Ada', 'London'), (2, 'Åse', NULL);

                        2 rows changed

                        SELECT id, name, city FROM person ORDER BY id;

                        +----+------+--------+
                        | id | name | city   |
                        +----+------+--------+
                        |  1 | Ada  | London |
                        |  2 | Åse  | NULL   |
                        +----+------+--------+
                        2 rows

                        -- The end.

                        """);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theFirstErrorEndsAScriptWithItsPlaceAndState() throws IOException {
        Path script = Files.writeString(
                directory.resolve("wrong.sql"), "SELECT 1 AS a;\n\n-- wrong\nSELECT 2 FRM b;\nSELECT 3 AS c;\n");
        assertThat(run("-f", script.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("wrong.sql, line 4")
                .contains("SQLSTATE 42601, code 3001")
                .contains("^");
        assertThat(withoutTimes()).contains("| a |").doesNotContain("| c |");
    }

    @Test
    void valuesOfSeveralLinesKeepTheirColumn() {
        assertThat(run("-e", "SELECT 'a\nbc' AS x, 1 AS y")).isZero();
        assertThat(withoutTimes()).contains("""
                        +----+---+
                        | x  | y |
                        +----+---+
                        | a  | 1 |
                        | bc |   |
                        +----+---+
                        1 row
                        """);
    }

    @Test
    void aBadUrlEndsTheShellWithItsState() {
        assertThat(run("-u", "jdbc:aletheia:nowhere", "-e", "SELECT 1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("SQLSTATE 08001, code 1001");
        assertThat(run("-u", "jdbc:other:x", "-e", "SELECT 1")).isEqualTo(2);
    }

    @Test
    void aScriptThatCannotBeReadMakesNoDatabase() throws IOException {
        Path database = directory.resolve("database");
        String url = "jdbc:aletheia:file:" + database;
        assertThat(run(
                        "-u",
                        url,
                        "-e",
                        "SELECT 1",
                        "-f",
                        directory.resolve("missing.sql").toString()))
                .isEqualTo(2);
        assertThat(run("-u", url, "-f", directory.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no file")
                .contains("is a directory");
        assertThat(database).doesNotExist();
        Path latin = Files.write(directory.resolve("latin.sql"), "SELECT 'é'".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("-f", latin.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAScript() throws IOException {
        Path script = Files.writeString(directory.resolve("marked.sql"), "\uFEFFSELECT 40 + 2 AS answer;\n");
        assertThat(run("-f", script.toString())).isZero();
        assertThat(withoutTimes()).contains("|     42 |");
    }

    @Test
    void withoutAScriptABadUrlEndsTheShellAsWell() {
        assertThat(run("-u", "jdbc:aletheia:nowhere")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("SQLSTATE 08001, code 1001")
                .doesNotContain("\tat ");
        assertThat(run("-u", "jdbc:other:x")).isEqualTo(2);
    }

    @Test
    void wrongOptionsAreExplained() {
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(run("-u")).isEqualTo(2);
        assertThat(run("-f", directory.resolve("missing.sql").toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("unknown option --fast")
                .contains("option -u needs a value")
                .contains("there is no file");
    }

    @Test
    void helpAndVersionArePrinted() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(withoutTimes()).contains("Usage: java -jar").containsPattern("Aletheia \\d+\\.\\d+\\.\\d+");
    }

    private int run(String... arguments) {
        Shell shell = new Shell(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return shell.run(arguments);
    }

    private String withoutTimes() {
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll(" \\([0-9.]+ ms\\)", "")
                .replace("\r\n", "\n");
    }
}
