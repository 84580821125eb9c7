package io.aletheia.jdbc.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts of statements and of what they are to give.
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
 * A statement without expectation has to run. In rows NULL is {@code NULL}, a midnight is a date, the open end is {@code forever},
 * and labels need not be given: {@code > *} stands for any. Not thread-safe.
 */
final class SqlScript {
    private static final Path SCRIPTS = Path.of("src/test/resources/sql");

    /** A statement, where it ends, and the lines of what it is to give. */
    record Step(Path file, int line, String sql, List<String> expected) {
        private static final Pattern QUERY =
                Pattern.compile("(?i)^(SELECT|VALUES|TABLE|WITH|MATCH|SETTING)\\b.*", Pattern.DOTALL);
        private static final Pattern SESSION_STATE = Pattern.compile("(?i)^SET (?!TRANSACTION).*", Pattern.DOTALL);
        private static final Pattern NEXT_TRANSACTION = Pattern.compile("(?i)^SET TRANSACTION\\b.*", Pattern.DOTALL);

        boolean isQuery() {
            return QUERY.matcher(sql).matches();
        }

        /** Whether it sets what later statements of its session depend on. */
        boolean isSessionState() {
            return SESSION_STATE.matcher(sql).matches() && !fails();
        }

        /** Whether it sets what the next transaction, or the one that runs, depends on. */
        boolean isTransactionState() {
            return NEXT_TRANSACTION.matcher(sql).matches() && !fails();
        }

        /** Whether a transaction that is begun by a statement goes on behind this one. */
        boolean staysInTransaction(boolean begun) {
            String word = sql.replaceFirst("(?s)\\W.*", "").toUpperCase(Locale.ROOT);
            if (word.equals("BEGIN") || word.equals("START")) {
                return begun || !fails();
            }
            return begun && !word.equals("COMMIT") && !(word.equals("ROLLBACK") && !sql.contains(" TO "));
        }

        private boolean fails() {
            return !expected.isEmpty() && expected.get(0).startsWith("!");
        }

        @Override
        public String toString() {
            return file + ":" + line + System.lineSeparator() + sql;
        }
    }

    /** Statements that have a database to themselves. */
    record Section(Path file, int line, String name, List<Step> steps) {
        /** A name for a directory, which no other section has. */
        String directory() {
            return file.getFileName() + "-" + line;
        }

        /**
         * How many steps there are before the queries that stand behind all changes; all of them if what the queries mean is the
         * session's or an open transaction's.
         */
        int stepsBeforeLastQueries() {
            int first = steps.size();
            while (first > 0 && steps.get(first - 1).isQuery()) {
                first--;
            }
            boolean begun = false;
            for (Step step : steps) {
                if (step.isSessionState()) {
                    return steps.size();
                }
                begun = step.staysInTransaction(begun);
            }
            return begun ? steps.size() : first;
        }
    }

    private final Path file;
    private final List<String> lines;
    private int next;

    private SqlScript(Path file) throws IOException {
        this.file = file;
        this.lines = Files.readAllLines(file);
    }

    /** The scripts, by name. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    /** The sections of a script, in order. */
    static List<Section> sections(Path file) throws IOException {
        var script = new SqlScript(file);
        var sections = new ArrayList<Section>();
        while (script.next < script.lines.size()) {
            String line = script.lines.get(script.next++);
            if (line.startsWith("== ")) {
                sections.add(script.section(line.substring(3)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalStateException(file + ":" + script.next + ": stands before the first section");
            }
        }
        return sections;
    }

    private Section section(String name) {
        int line = next;
        var steps = new ArrayList<Step>();
        for (String sql = statement(); sql != null; sql = statement()) {
            int end = next;
            steps.add(new Step(file, end, sql, expectation()));
        }
        if (steps.isEmpty()) {
            throw new IllegalStateException(file + ":" + line + ": a section without statements");
        }
        return new Section(file, line, name, steps);
    }

    /** The section's next statement; null at its end. */
    private @Nullable String statement() {
        var sql = new StringBuilder();
        while (next < lines.size() && !lines.get(next).startsWith("== ")) {
            String line = lines.get(next++);
            if (sql.isEmpty() && (line.isBlank() || line.startsWith("#"))) {
                continue;
            }
            sql.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                return sql.toString().strip();
            }
        }
        if (!sql.isEmpty()) {
            throw new IllegalStateException(file + ":" + next + ": no semicolon behind " + sql);
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
}
