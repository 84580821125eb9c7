package io.aletheia.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SchemaCompleterTest {
    @Test
    void wordsBecomeTablesColumnsAndKeywords() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
                Statement statement = connection.createStatement()) {
            var completer = new SchemaCompleter(connection, (reader, line, candidates) -> {});
            assertThat(completer.words("pers", false)).isEmpty();
            statement.execute("CREATE TABLE person (id BIGINT PRIMARY KEY, sex VARCHAR, Selfie VARCHAR)");
            assertThat(completer.words("pers", false)).containsExactly("person");
            assertThat(completer.words("sel", false)).containsExactly("Selfie", "select");
            assertThat(completer.words("SEL", false)).containsExactly("SELECT", "Selfie");
            assertThat(completer.words("se", true))
                    .containsExactly(
                            "SEGMENT", "SEGMENTS", "SEQUENCE_NUMBER", "SESSIONS", "SESSION_ID", "Selfie", "sex");
            assertThat(completer.words("HIST", false)).containsExactly("HISTORY");
        }
    }

    @Test
    void aClosedConnectionLeavesTheKeywords() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        var completer = new SchemaCompleter(connection, (reader, line, candidates) -> {});
        connection.close();
        assertThat(completer.words("sel", false)).containsExactly("select");
    }
}
