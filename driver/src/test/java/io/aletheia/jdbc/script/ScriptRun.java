package io.aletheia.jdbc.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.jdbc.CheckedDatabase;
import io.aletheia.jdbc.script.SqlScript.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A connection to a database directory, on which the steps of a section are run and what they give is held against what they are
 * to give. Not thread-safe.
 */
final class ScriptRun implements AutoCloseable {
    private static final LocalDateTime FOREVER = LocalDateTime.parse("9999-12-30T00:00");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Path directory;
    private String when;
    private final Connection connection;

    private ScriptRun(Path directory, String when) throws SQLException {
        this.directory = directory;
        this.when = when;
        // Closed at once, so that opening it again reads the files.
        this.connection = DriverManager.getConnection("jdbc:aletheia:file:" + directory + ";closeDelay=0");
    }

    /**
     * Opens a database.
     *
     * @param when what happened to it, for messages
     */
    static ScriptRun open(Path directory, String when) throws SQLException {
        return new ScriptRun(directory, when);
    }

    Path directory() {
        return directory;
    }

    /** Runs steps. */
    void check(List<Step> steps) {
        steps.forEach(this::check);
    }

    /** Runs a step. */
    void check(Step step) {
        List<String> actual = actual(step);
        if (step.expected().isEmpty()) {
            assertThat(actual.get(0)).as("%s: %s", when, step).doesNotStartWith("!");
        } else {
            assertThat(actual).as("%s: %s", when, step).isEqualTo(step.expected());
        }
    }

    /** Writes a checkpoint. */
    void checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        when = "after a checkpoint";
    }

    /** Has the database checked. */
    void checkSound() throws SQLException {
        assertThat(CheckedDatabase.violations(connection))
                .as("%s: %s", when, directory)
                .isEmpty();
    }

    /** Copies the files as they are while the database is open: what a kill at this moment leaves. */
    void imageTo(Path image) throws IOException {
        Files.createDirectories(image);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                Files.copy(each, image.resolve(each.getFileName()));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<String> actual(Step step) {
        List<String> expected = step.expected();
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(step.sql())) {
                var outcome = new ArrayList<String>();
                outcome.add("= " + statement.getUpdateCount());
                for (SQLWarning warning = statement.getWarnings();
                        warning != null;
                        warning = warning.getNextWarning()) {
                    outcome.add("~ " + warning.getSQLState() + " " + warning.getMessage());
                }
                return outcome;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows(rows, !expected.isEmpty() && expected.get(0).equals("> *"));
            }
        } catch (SQLException e) {
            String wanted = expected.isEmpty() ? "" : expected.get(0);
            String state = "! " + e.getSQLState();
            boolean matches = wanted.startsWith(state)
                    && String.valueOf(e.getMessage())
                            .contains(wanted.substring(state.length()).strip());
            // An error that nothing expects shows itself with its message.
            return List.of(matches ? wanted : state + " " + e.getMessage());
        }
    }

    private static List<String> rows(ResultSet rows, boolean anyLabels) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        var texts = new ArrayList<String>();
        var labels = new ArrayList<String>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            labels.add(columns.getColumnLabel(column));
        }
        texts.add(anyLabels ? "> *" : "> " + String.join(" | ", labels));
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                row.add(text(rows, column, columns.getColumnType(column)));
            }
            texts.add(("> " + String.join(" | ", row)).strip());
        }
        return texts;
    }

    private static String text(ResultSet rows, int column, int type) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return "NULL";
        }
        return switch (type) {
            case Types.TIMESTAMP -> moment(rows.getObject(column, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                moment(rows.getObject(column, OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime());
            case Types.ARRAY ->
                Arrays.deepToString((Object[]) rows.getArray(column).getArray());
            default -> value instanceof float[] vector ? Arrays.toString(vector) : value.toString();
        };
    }

    private static String moment(LocalDateTime time) {
        if (time.equals(FOREVER)) {
            return "forever";
        }
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : MICROS.format(time);
    }
}
