package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COPY of a file so long that a thread of its own reads ahead. */
class LongCopyTest {
    private static final int LINES = 30_000;

    @TempDir
    private Path directory;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("aletheia-copy-"));
    }

    /** A file whose line of a number is another text. */
    private Path file(int oddLine, String oddText) throws IOException {
        Path file = directory.resolve("data.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int line = 1; line <= LINES; line++) {
                out.write(line == oddLine ? oddText : line + "," + line * 2);
                out.write('\n');
            }
        }
        return file;
    }

    private SQLException failure(Path file) {
        return catchThrowableOfType(SQLException.class, () -> statement.execute("COPY t FROM '" + file + "'"));
    }

    private long sum() throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COUNT(*) + COALESCE(SUM(amount), 0) FROM t")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void everyLineIsLoaded() throws Exception {
        assertThat(statement.executeUpdate("COPY t FROM '" + file(0, "") + "'")).isEqualTo(LINES);
        assertThat(sum()).isEqualTo(LINES + LINES * (LINES + 1L));
    }

    @Test
    void aBadValueFarDownNamesItsLineAndNothingStays() throws Exception {
        SQLException failure = failure(file(25_001, "25001,x"));
        assertThat(failure.getMessage()).contains("line 25001");
        assertThat(failure.getSQLState()).isEqualTo("22018");
        assertThat(sum()).isZero();
    }

    @Test
    void theFirstErrorOfTheFileIsTheOneThatIsReported() throws Exception {
        // The key is there already when its row is inserted, while the reader has met the bad value long before.
        statement.execute("INSERT INTO t VALUES (600, 0)");
        SQLException failure = failure(file(3_000, "x,y"));
        assertThat(failure.getMessage()).contains("line 600");
        assertThat(failure.getSQLState()).isEqualTo("23505");
        assertThat(sum()).isOne();
    }

    @Test
    void anInterruptIsKeptForItsOwner() throws Exception {
        Path file = file(0, "");
        Thread.currentThread().interrupt();
        try {
            assertThat(statement.executeUpdate("COPY t FROM '" + file + "'")).isEqualTo(LINES);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
