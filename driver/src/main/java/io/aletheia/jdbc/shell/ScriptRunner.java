package io.aletheia.jdbc.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs scripts: prints each statement, then what it gave and how long it took. Not thread-safe. */
final class ScriptRunner {
    private static final Set<String> CHANGING =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "UPSERT", "PATCH", "ERASE", "COPY");
    private static final double NANOS_PER_MILLI = 1e6;

    private final Connection connection;
    private final PrintStream out;
    private final PrintStream err;
    private final Runnable ended;

    /** A runner that says when a statement has ended, before it prints what that gave. */
    ScriptRunner(Connection connection, PrintStream out, PrintStream err, Runnable ended) {
        this.ended = ended;
        this.connection = connection;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the statements up to the first error, which is printed.
     *
     * @param name of the script, for messages
     * @return whether there was no error
     */
    boolean run(String name, String script) {
        for (ScriptReader.Piece piece : ScriptReader.read(script)) {
            out.println(piece.isComment() ? piece.text() : piece.text() + ";");
            out.println();
            if (!piece.isComment()) {
                try {
                    execute(piece.text());
                } catch (SQLException e) {
                    out.flush();
                    printError(name + ", line " + piece.line(), e);
                    return false;
                }
            }
            out.flush();
        }
        return true;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            boolean isResult = executed(statement, sql);
            while (true) {
                if (isResult) {
                    printResult(statement, start);
                } else {
                    printCount(sql, statement.getLargeUpdateCount(), System.nanoTime() - start);
                }
                printWarnings(statement.getWarnings(), out);
                out.println();
                start = System.nanoTime();
                isResult = statement.getMoreResults();
                if (!isResult && statement.getLargeUpdateCount() < 0) {
                    return;
                }
            }
        }
    }

    private boolean executed(Statement statement, String sql) throws SQLException {
        try {
            return statement.execute(sql);
        } finally {
            ended.run();
        }
    }

    private void printResult(Statement statement, long start) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            long rows = TextTable.print(result, out);
            out.println((rows == 1 ? "1 row" : rows + " rows") + time(System.nanoTime() - start));
        }
    }

    private void printCount(String sql, long count, long nanos) {
        if (CHANGING.contains(firstWord(sql))) {
            out.println((count == 1 ? "1 row changed" : count + " rows changed") + time(nanos));
        } else {
            out.println("Done" + time(nanos));
        }
    }

    /** The first word behind comments, in upper case. */
    private static String firstWord(String sql) {
        String statement = sql;
        while (statement.startsWith("--") || statement.startsWith("/*")) {
            String end = statement.startsWith("--") ? "\n" : "*/";
            int comment = statement.indexOf(end);
            if (comment < 0) {
                return "";
            }
            statement = statement.substring(comment + end.length()).stripLeading();
        }
        return statement.split("[^A-Za-z_]", 2)[0].toUpperCase(Locale.ROOT);
    }

    private static String time(long nanos) {
        double millis = nanos / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, millis < 10 ? " (%.1f ms)" : " (%.0f ms)", millis);
    }

    /** Prints a chain of warnings, each on a line. */
    static void printWarnings(@Nullable SQLWarning first, PrintStream out) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            out.println("Note: " + warning.getMessage());
        }
    }

    private void printError(String place, SQLException error) {
        err.println("Error in " + place);
        for (SQLException one = error; one != null; one = one.getNextException()) {
            err.println(one.getMessage());
            err.println("SQLSTATE " + one.getSQLState() + ", code " + one.getErrorCode());
        }
        err.flush();
    }
}
