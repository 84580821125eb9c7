package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the shell shows of a statement that takes long. */
class StatementBarTest {
    private static final String URL = "jdbc:aletheia:mem:bar";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsShownOfWhatIsQuick() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement();
                StatementBar bar = StatementBar.of(DriverManager.getConnection(URL), out)) {
            try (ResultSet rows = statement.executeQuery("VALUES (1)")) {
                assertThat(rows.next()).isTrue();
                bar.draw();
            }
            bar.draw();
        }
        assertThat(shown()).isEmpty();
    }

    @Test
    void whatTakesLongIsShownUntilItEnds() throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement();
                StatementBar bar = StatementBar.of(DriverManager.getConnection(URL), out)) {
            Future<String> end = threads.submit(() -> {
                try {
                    statement
                            .executeQuery(
                                    "WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT 1 FROM r) SELECT COUNT(*) FROM r")
                            .next();
                    return "it ended";
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            while (shown().isEmpty()) {
                assertThat(end.isDone()).isFalse();
                bar.draw();
            }
            assertThat(shown()).matches("(?s)\rrunning, \\d+\\.\\d s +\r.*");
            statement.cancel();
            assertThat(end.get()).isEqualTo("57014");
            bar.draw();
            assertThat(shown()).endsWith("\r" + " ".repeat(60) + "\r");
        } finally {
            threads.shutdownNow();
        }
    }
}
