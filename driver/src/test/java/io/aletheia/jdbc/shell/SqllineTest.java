package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sqlline over the driver, as a person uses it. */
class SqllineTest {
    @TempDir
    Path directory;

    @Test
    void commandsShowTablesColumnsAndKeys() throws Exception {
        String output = session("""
                !outputformat csv
                CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(20));
                CREATE EDGE TABLE knows (FROM person, TO person, since DATE);
                !tables
                !columns person
                !primarykeys person
                !importedkeys knows
                !exportedkeys person
                !indexes person
                !typeinfo
                !dbinfo
                """);
        assertThat(output)
                .contains("PUBLIC", "HISTORY", "VIEW")
                .doesNotContain("WARNING")
                .contains("VARCHAR")
                .contains("PK_person")
                .contains("FK_knows_SOURCE", "FK_knows_TARGET")
                .contains("TIMESTAMP WITH TIME ZONE")
                .contains("Aletheia")
                .doesNotContain("Error:", "Exception", "exception");
    }

    @Test
    void errorsAreShownAndTheSessionGoesOn() throws Exception {
        String output = session("SELEC 1;\nCREATE TABLE later (id BIGINT PRIMARY KEY);\n!tables\n");
        assertThat(output).contains("42601").contains("later");
    }

    @Test
    void whatPeopleTypeFirstIsUnderstood() throws Exception {
        String output = session("""
                CREATE TABLE person (id BIGINT PRIMARY KEY, born DATE);
                help
                show tables;
                \\d
                describe person;
                exit
                SELECT 'not reached';
                """);
        assertThat(output)
                .contains("!tables", "Node table", "BIGINT", "born")
                .doesNotContain("Error", "semicolon>", "not reached");
    }

    @Test
    void wideResultsAreShownWhole() throws Exception {
        String output = session("SELECT '" + "a".repeat(150) + "' AS x, '" + "b".repeat(150) + "' AS y, 7 AS last;\n");
        assertThat(output).contains("| " + "b".repeat(150) + " | 7    |");
    }

    @Test
    void statementsAreRemembered() throws Exception {
        session("SELECT 40 + 2 AS answer;\n");
        assertThat(directory.resolve(".aletheia").resolve("history"))
                .content(StandardCharsets.UTF_8)
                .contains("SELECT 40 + 2 AS answer");
    }

    /** A process of its own: sqlline takes hold of the terminal of its process. */
    private String session(String commands) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Duser.home=" + directory,
                        // As in the self-contained jar, which has no native terminals; newer JDKs warn of them.
                        "-Dorg.jline.terminal.jna=false",
                        "-Dorg.jline.terminal.jansi=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shell.class.getName(),
                        "-u",
                        "jdbc:aletheia:mem:")
                .redirectErrorStream(true)
                .start();
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write((commands + "!quit\n").getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
