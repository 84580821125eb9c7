package io.aletheia.jdbc.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.script.SqlScript.Section;
import io.aletheia.jdbc.script.SqlScript.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every query of the scripts, and the same with other literals, gives the same rows, columns and errors whether the plan is that of its shape
 * or its own.
 */
class ShapesOfScriptsTest {
    private static final long SEED = 20261124;
    private static final int VARIANTS = 1;
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|(?<![\\w.])\\d+(?:\\.\\d+)?(?![\\w.])");
    private static final String[] INTEGERS = {"0", "1", "2", "3", "7", "10", "40000", "3000000000", "999999999999999999"
    };
    private static final String[] DECIMALS = {"0.0", "1.5", "2.50", "0.001", "12345678901234567890.5"};
    private static final String[] STRINGS = {"''", "'a'", "'x '", "'it''s'", "'2024-01-01'", "'17'"};

    private final Random random = new Random(SEED);
    private int compared;

    @Test
    void queriesOfTheScriptsGiveTheSameWithThePlansOfTheirShapes() throws IOException, SQLException {
        for (Path file : SqlScript.files()) {
            for (Section section : SqlScript.sections(file)) {
                run(section);
            }
        }
        assertThat(compared).as("statements compared").isGreaterThan(2_000);
    }

    private void run(Section section) throws SQLException {
        String url = "jdbc:aletheia:mem:" + section.directory().replaceAll("\\W", "_") + ";closeDelay=0";
        try (Connection shaped = DriverManager.getConnection(url);
                Connection exact = DriverManager.getConnection(url + ";planCacheSize=0")) {
            boolean begun = false;
            for (Step step : section.steps()) {
                begun = step.staysInTransaction(begun);
                if (step.isQuery() && !begun) {
                    compare(shaped, exact, step.sql());
                } else {
                    outcome(shaped, step.sql());
                    if (step.isSessionState()) {
                        outcome(exact, step.sql());
                    }
                }
            }
        }
    }

    private void compare(Connection shaped, Connection exact, String sql) throws SQLException {
        outcome(shaped, other(sql));
        outcome(shaped, other(sql));
        for (int i = 0; i <= VARIANTS; i++) {
            String text = i == 0 ? sql : other(sql);
            List<String> wanted = outcome(exact, text);
            List<String> given = outcome(shaped, text);
            // What tells of the time or of chance differs from itself.
            if (given.equals(wanted) || wanted.equals(outcome(exact, text))) {
                assertThat(given).as("%s; seed %d", text, SEED).isEqualTo(wanted);
                compared++;
            }
        }
    }

    private String other(String sql) {
        return LITERAL.matcher(sql).replaceAll(match -> Matcher.quoteReplacement(other(match)));
    }

    private String other(MatchResult literal) {
        if (random.nextInt(3) == 0) {
            return literal.group();
        }
        String[] others =
                literal.group().startsWith("'") ? STRINGS : literal.group().contains(".") ? DECIMALS : INTEGERS;
        return others[random.nextInt(others.length)];
    }

    /** Columns and rows, or the error with its place; rows without their order, which is theirs only if it is asked for. */
    private static List<String> outcome(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return List.of("count " + statement.getUpdateCount());
            }
            try (ResultSet rows = statement.getResultSet()) {
                ResultSetMetaData columns = rows.getMetaData();
                var header = new StringBuilder();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    header.append(columns.getColumnLabel(i))
                            .append(' ')
                            .append(columns.getColumnName(i))
                            .append(' ')
                            .append(columns.getColumnTypeName(i))
                            .append(' ')
                            .append(columns.getPrecision(i))
                            .append(' ')
                            .append(columns.getScale(i))
                            .append(' ')
                            .append(columns.isNullable(i))
                            .append(", ");
                }
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    var text = new StringBuilder();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        text.append(rows.getString(i)).append(" | ");
                    }
                    texts.add(text.toString());
                }
                Collections.sort(texts);
                texts.add(0, header.toString());
                return texts;
            }
        } catch (SQLException e) {
            return List.of(e.getSQLState() + " " + e.getMessage());
        }
    }
}
