package io.aletheia.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the SQL blocks of one page one after the other on one database in memory, so that a page reads as one session. A
 * following block of language {@code text} is the last statement's result, or its update count as {@code n rows}.
 */
final class SqlPage implements AutoCloseable {
    private final Connection connection;

    SqlPage() throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:aletheia:mem:");
    }

    void run(Block block, String place) throws SQLException {
        List<String> statements = statementsOf(block.text());
        assertThat(statements).as(place).isNotEmpty();
        String last = statements.remove(statements.size() - 1);
        for (String statement : statements) {
            answerTo(statement);
        }
        if (block.sqlState() != null) {
            assertThatThrownBy(() -> answerTo(last))
                    .as(place)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(block.sqlState()));
        } else {
            String answer = answerTo(last);
            if (block.answer() != null) {
                assertThat(answer).as(place).isEqualTo(block.answer());
            }
        }
    }

    private @Nullable String answerTo(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    return ResultText.of(rows);
                }
            }
            return statement.getUpdateCount() + " rows";
        }
    }

    /** Splits at semicolons that end a line: the manual's blocks are written so. */
    private static List<String> statementsOf(String text) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            statement.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                statements.add(statement.toString().strip().replaceFirst(";$", ""));
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        return statements;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
