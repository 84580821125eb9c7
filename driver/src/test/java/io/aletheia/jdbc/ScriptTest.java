package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the scripts in {@code src/test/resources/sql} through JDBC: statements with what they are to give.
 *
 * <pre>
 * == name            begins a section, which has a new database to itself
 * # text             a remark
 * SELECT ...;        a statement, over any number of lines, ended by a semicolon at the end of a line
 * > a | b            the labels of its result's columns; the lines after it are the rows, in order
 * > 1 | x
 * = 2                its update count
 * ~ 01000 text       a warning of it
 * ! 42P01 text       its SQLSTATE, and a part of its message if there is a text
 * </pre>
 *
 * Behind a section's last change, its queries give the same from the log alone, as after a kill, and from a checkpoint; and CHECK
 * DATABASE finds nothing. A statement without expectation has to run. In rows NULL is {@code NULL}, a midnight is a date, the open end is {@code forever}, and
 * labels need not be given: {@code > *} stands for any.
 */
class ScriptTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/sql");
    private static final LocalDateTime FOREVER = LocalDateTime.parse("9999-12-30T00:00");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    @TempDir
    Path scratch;

    /** What a query means may depend on these, which end with the session. */
    private static final Pattern SESSION_STATE = Pattern.compile("(?i)^SET (?!TRANSACTION).*", Pattern.DOTALL);

    private static final Pattern QUERY = Pattern.compile("(?i)^(SELECT|VALUES|WITH|MATCH)\\b.*", Pattern.DOTALL);

    private record Step(int line, String sql, List<String> expected) {}

    @TestFactory
    Stream<DynamicContainer> scriptsGiveWhatTheySay() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
            assertThat(scripts).isNotEmpty();
            return scripts.stream()
                    .map(file ->
                            DynamicContainer.dynamicContainer(file.getFileName().toString(), sections(file).stream()));
        }
    }

    private List<DynamicTest> sections(Path file) {
        var tests = new ArrayList<DynamicTest>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("== ")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("== ")) {
                    end++;
                }
                int from = i + 1;
                List<String> section = lines.subList(from, end);
                Path directory = scratch.resolve(file.getFileName() + "-" + i);
                tests.add(DynamicTest.dynamicTest(
                        lines.get(i).substring(3), () -> new Section(file, from + 1, section).run(directory)));
            }
        }
        return tests;
    }

    /** One section while it runs. */
    private static final class Section {
        private final Path file;
        private final int firstLine;
        private final List<String> lines;
        private int next;

        Section(Path file, int firstLine, List<String> lines) {
            this.file = file;
            this.firstLine = firstLine;
            this.lines = lines;
        }

        void run(Path directory) throws SQLException, IOException {
            List<Step> steps = new ArrayList<>();
            for (String sql = statement(); sql != null; sql = statement()) {
                steps.add(new Step(firstLine + next - 1, sql, expectation()));
            }
            assertThat(steps).isNotEmpty();
            Path original = directory.resolve("original");
            try (Connection connection = DriverManager.getConnection("jdbc:aletheia:file:" + original)) {
                check(connection, steps, "");
                List<Step> last = lastQueries(steps);
                // The log alone, as a kill leaves it; then a checkpoint and no log behind it.
                repeat(image(original, directory.resolve("killed")), last, "after a kill: ");
                check(connection, List.of(new Step(0, "CHECKPOINT;", List.of())), "");
                check(connection, last, "after a checkpoint: ");
                repeat(image(original, directory.resolve("checkpointed")), last, "from a checkpoint: ");
            }
        }

        private void repeat(Path directory, List<Step> steps, String when) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:aletheia:file:" + directory)) {
                check(connection, steps, when);
                checkSound(connection, when);
            }
        }

        private void check(Connection connection, List<Step> steps, String when) {
            for (Step step : steps) {
                List<String> actual = actual(connection, step.sql, step.expected);
                if (step.expected.isEmpty()) {
                    assertThat(actual.get(0))
                            .as("%s%s:%d%n%s", when, file, step.line, step.sql)
                            .doesNotStartWith("!");
                } else {
                    assertThat(actual)
                            .as("%s%s:%d%n%s", when, file, step.line, step.sql)
                            .isEqualTo(step.expected);
                }
            }
        }

        private void checkSound(Connection connection, String when) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("CHECK DATABASE")) {
                while (rows.next()) {
                    assertThat(rows.getString("VIOLATION"))
                            .as("%s%s", when, file)
                            .isNull();
                }
            }
        }

        /** The queries behind the last statement that is none; empty if what they mean is the session's. */
        private static List<Step> lastQueries(List<Step> steps) {
            int first = steps.size();
            while (first > 0 && QUERY.matcher(steps.get(first - 1).sql).matches()) {
                first--;
            }
            boolean begun = false;
            for (Step step : steps) {
                if (SESSION_STATE.matcher(step.sql).matches()) {
                    return List.of();
                }
                String word = step.sql.replaceFirst("(?s)\\W.*", "").toUpperCase(Locale.ROOT);
                begun = (begun || word.equals("BEGIN") || word.equals("START"))
                        && !word.equals("COMMIT")
                        && !(word.equals("ROLLBACK") && !step.sql.contains(" TO "));
            }
            return begun ? List.of() : steps.subList(first, steps.size());
        }

        /** The files as they are while the database is open: what a kill at this moment leaves. */
        private static Path image(Path from, Path to) throws IOException {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path each : files.toList()) {
                    Files.copy(each, to.resolve(each.getFileName()));
                }
            }
            return to;
        }

        /** The next statement; null at the end. */
        private @Nullable String statement() {
            var sql = new StringBuilder();
            while (next < lines.size()) {
                String line = lines.get(next);
                next++;
                if (sql.isEmpty() && (line.isBlank() || line.startsWith("#"))) {
                    continue;
                }
                sql.append(line).append('\n');
                if (line.stripTrailing().endsWith(";")) {
                    return sql.toString().strip();
                }
            }
            if (!sql.isEmpty()) {
                fail("%s: no semicolon behind %s", file, sql);
            }
            return null;
        }

        private List<String> expectation() {
            var expected = new ArrayList<String>();
            while (next < lines.size()
                    && lines.get(next).matches("[>=!~].*")
                    && !lines.get(next).startsWith("== ")) {
                expected.add(lines.get(next).strip());
                next++;
            }
            return expected;
        }

        private static List<String> actual(Connection connection, String sql, List<String> expected) {
            try (Statement statement = connection.createStatement()) {
                if (!statement.execute(sql)) {
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
}
