package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gets a clear error with its SQLSTATE, undoes its statement, and leaves the database open and sound. */
class BadInputTest {
    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        run("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL, age INTEGER)");
        run("CREATE EDGE TABLE knows (FROM person, TO person, since DATE)");
        run("INSERT INTO person VALUES (1, 'Ann', 30)");
    }

    @AfterEach
    void theDatabaseIsStillSound() throws SQLException {
        assertThat(single("SELECT COUNT(*) FROM person")).isEqualTo("1");
        assertThat(single("SELECT COUNT(*) FROM knows")).isEqualTo("0");
        run("INSERT INTO person VALUES (99, 'Last', NULL)");
        assertThat(single("SELECT name FROM person WHERE id = 99")).isEqualTo("Last");
        connection.close();
    }

    @Test
    void malformedUrlsAreRefusedWithTheThreeForms() {
        SQLException error = opening("jdbc:aletheia:somewhere", new Properties());
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).contains("jdbc:aletheia:file:").contains("jdbc:aletheia:mem:");
    }

    @Test
    void theRemoteFormSaysThatItIsReserved() {
        SQLException error = opening("jdbc:aletheia://host/db", new Properties());
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).contains("remote mode is not available in this version");
    }

    @Test
    void unknownPropertiesAreRefusedWithTheNearestName() {
        SQLException error = opening("jdbc:aletheia:mem:;durabilty=ASYNC", new Properties());
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).contains("durabilty").contains("durability");
    }

    @Test
    void contradictoryPropertiesAreRefused() {
        var properties = new Properties();
        properties.setProperty("durability", "ASYNC");
        SQLException error = opening("jdbc:aletheia:mem:;durability=SYNCHRONOUS", properties);
        assertThat(error.getSQLState()).isEqualTo("HY024");
        assertThat(error.getMessage()).contains("ASYNC").contains("SYNCHRONOUS");
    }

    @Test
    void aDirectoryThatIsNoDatabaseIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("letter.txt"), "Dear reader");
        SQLException error = opening("jdbc:aletheia:file:" + directory, new Properties());
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).contains(directory.toString());
        try (var files = Files.list(directory)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("letter.txt");
        }
    }

    @Test
    void aDatabaseHeldByAnotherProcessNamesItsHolder() throws IOException, InterruptedException {
        Path database = directory.resolve("held");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        database.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo(DatabaseHolder.OPEN);
            SQLException error = opening("jdbc:aletheia:file:" + database, new Properties());
            assertThat(error.getSQLState()).isEqualTo("08001");
            assertThat(error.getMessage()).contains(String.valueOf(holder.pid()));
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void syntaxErrorsShowLineColumnAndTheLine() {
        SQLException error = failing("SELECT name\nFORM person");
        assertThat(error.getSQLState()).isEqualTo("42601");
        assertThat(error.getMessage())
                .contains("line 2")
                .contains("FORM person")
                .as("the caret stands below the line, and nothing behind it")
                .endsWith("^");
    }

    @Test
    void unknownTablesAreNamedWithTheNearest() {
        SQLException error = failing("SELECT * FROM persn");
        assertThat(error.getSQLState()).isEqualTo("42P01");
        assertThat(error.getMessage()).contains("persn").contains("person");
    }

    @Test
    void unknownColumnsAreNamedWithTheNearest() {
        SQLException error = failing("SELECT nmae FROM person");
        assertThat(error.getSQLState()).isEqualTo("42703");
        assertThat(error.getMessage()).contains("nmae").contains("name");
    }

    @Test
    void wrongTypesAreRefused() {
        assertThat(failing("SELECT name + 1 FROM person").getSQLState()).isEqualTo("42804");
        assertThat(failing("INSERT INTO person VALUES (2, 'Bob', DATE '2020-01-01')")
                        .getSQLState())
                .isEqualTo("42804");
        assertThat(failing("SELECT CAST(name AS INTEGER) FROM person").getSQLState())
                .isEqualTo("22018");
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        assertThat(failing("INSERT INTO person VALUES (2, 'a name of more than twenty characters', 1)")
                        .getSQLState())
                .isEqualTo("22001");
        assertThat(failing("INSERT INTO person VALUES (2, 'Bob', 3000000000)").getSQLState())
                .isEqualTo("22003");
    }

    @Test
    void periodsThatDoNotBeginBeforeTheyEndAreRefused() {
        SQLException error =
                failing("UPDATE person FOR PORTION OF VALID_TIME FROM DATE '2024-02-01' TO DATE '2024-01-01'"
                        + " SET age = 31 WHERE id = 1");
        assertThat(error.getSQLState()).isEqualTo("22020");
        assertThat(failing("INSERT INTO person FOR VALID_TIME FROM DATE '2024-01-01' TO DATE '2024-01-01' (id, name)"
                                + " VALUES (2, 'Bob')")
                        .getSQLState())
                .isEqualTo("22020");
    }

    @Test
    void nullIsNoBoundOfAPeriod() {
        assertThat(failing("DELETE FROM person FOR PORTION OF VALID_TIME FROM NULL TO DATE '2024-01-01'")
                        .getSQLState())
                .isEqualTo("22004");
    }

    @Test
    void nullIsNoKey() {
        SQLException error = failing("INSERT INTO person VALUES (NULL, 'Bob', 1)");
        assertThat(error.getSQLState()).isEqualTo("23502");
        assertThat(error.getMessage()).contains("id");
    }

    @Test
    void duplicateKeysAreRefusedWithTableAndKey() {
        SQLException error = failing("INSERT INTO person VALUES (2, 'Bob', 1), (1, 'Ann', 31)");
        assertThat(error.getSQLState()).isEqualTo("23505");
        assertThat(error.getMessage()).contains("person").contains("1");
    }

    @Test
    void edgesToMissingNodesAreRefused() {
        SQLException error = failing("INSERT INTO knows (source, target) VALUES (1, 7)");
        assertThat(error.getSQLState()).isEqualTo("23503");
        assertThat(error.getMessage()).contains("7");
    }

    @Test
    void aBadRowOfACsvFileIsNamedAndNothingOfTheFileStays() throws IOException {
        Path file =
                Files.writeString(directory.resolve("people.csv"), "id,name,age\n2,Bob,20\n3,Cat,twenty\n4,Dan,40\n");
        SQLException error = failing("COPY person FROM '" + file + "' (HEADER)");
        assertThat(error.getSQLState()).startsWith("22");
        assertThat(error.getMessage())
                .contains("people.csv")
                .contains("line 3")
                .contains("age")
                .contains("twenty");
    }

    @Test
    void aRowOfACsvFileWithTooFewFieldsIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), "id,name,age\n2,Bob,20\n3,Cat\n");
        SQLException error = failing("COPY person FROM '" + file + "' (HEADER)");
        assertThat(error.getSQLState()).isEqualTo("22P04");
        assertThat(error.getMessage()).contains("people.csv").contains("line 3");
    }

    private static SQLException opening(String url, Properties properties) {
        return catchThrowableOfType(
                SQLException.class,
                () -> DriverManager.getConnection(url, properties).close());
    }

    private SQLException failing(String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(sql));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        assertThat(rows.getObject(1)).isNotNull();
                    }
                }
            }
        }
    }

    private String single(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
