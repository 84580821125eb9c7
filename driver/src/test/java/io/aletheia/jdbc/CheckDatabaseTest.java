package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CHECK DATABASE reads the files of the checkpoints as well, and names those that have gone bad while the database is open. */
class CheckDatabaseTest {
    /** More than two pages, so that what becomes of a row stands in a file of closures. */
    private static final int ROWS = 17_000;

    @TempDir
    Path directory;

    private Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:file:" + directory.resolve("db") + ";closeDelay=0");
        execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
        try (var insert = connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, 0)")) {
            for (int id = 1; id <= ROWS; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        execute("CHECKPOINT");
        execute("UPDATE t SET v = 1 WHERE id = 7");
        execute("CHECKPOINT");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void everyFileThatIsDamagedOrMissingIsNamed() throws SQLException, IOException {
        assertThat(violations()).isEmpty();
        for (String prefix : List.of("chunk-", "closures-", "transactions-", "manifest-")) {
            turnAByteOfEach(files(prefix));
        }
        for (String prefix : List.of("closures-", "transactions-", "manifest-")) {
            removeEach(files(prefix));
        }
        assertThat(violations()).isEmpty();
    }

    private void turnAByteOfEach(List<Path> files) throws SQLException, IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] damaged = bytes.clone();
            damaged[bytes.length / 2] ^= 1;
            write(file, damaged);
            assertThat(violations())
                    .as(String.valueOf(file.getFileName()))
                    .isNotEmpty()
                    .allMatch(text -> text.contains(String.valueOf(file.getFileName())))
                    .allMatch(text -> text.contains("checksum"));
            write(file, bytes);
        }
    }

    private void removeEach(List<Path> files) throws SQLException, IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(violations()).singleElement().asString().contains(String.valueOf(file.getFileName()));
            Files.write(file, bytes);
        }
    }

    /** In place: a file that is cut first, even for a moment, takes the rows away that are mapped from it. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            List<Path> found = files.filter(
                            file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> violations() throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("CHECK DATABASE")) {
            while (rows.next()) {
                String violation = rows.getString("VIOLATION");
                if (violation != null) {
                    violations.add(violation);
                    assertThat(rows.getString("TABLE_NAME")).isNull();
                }
            }
        }
        return violations;
    }
}
