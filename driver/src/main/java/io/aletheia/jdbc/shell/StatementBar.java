package io.aletheia.jdbc.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a statement is that takes longer than a second, on one line that is written over and taken away in the end. A thread of its
 * own asks INFORMATION_SCHEMA.STATEMENTS over a connection of its own what the other sessions run. Thread-safe.
 */
final class StatementBar implements AutoCloseable {
    private static final String QUESTION = "SELECT STATE, ROW_COUNT, ELAPSED_MICROS FROM INFORMATION_SCHEMA.STATEMENTS"
            + " WHERE SESSION_ID <> SESSION_ID() AND STATE IN ('PLANNING', 'RUNNING', 'COMMITTING')"
            + " AND ELAPSED_MICROS >= 1000000 ORDER BY ELAPSED_MICROS DESC LIMIT 1";

    private static final long REDRAW_MILLIS = 250;
    private static final int WIDTH = 60;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Connection connection;
    private final PrintStream out;
    private final PreparedStatement question;
    private final @Nullable Thread thread;
    private boolean visible;
    private boolean closed;

    private StatementBar(Connection connection, PrintStream out, boolean byItself) throws SQLException {
        this.connection = connection;
        this.out = out;
        this.question = connection.prepareStatement(QUESTION);
        this.thread = byItself ? new Thread(this::redraw, "aletheia-shell-progress") : null;
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A bar that draws itself until it is closed, which closes the connection. */
    static StatementBar start(Connection connection, PrintStream out) throws SQLException {
        return new StatementBar(connection, out, true);
    }

    /** A bar that is drawn when {@link #draw} is called. */
    static StatementBar of(Connection connection, PrintStream out) throws SQLException {
        return new StatementBar(connection, out, false);
    }

    private synchronized void redraw() {
        try {
            while (!closed) {
                draw();
                wait(REDRAW_MILLIS);
            }
        } catch (InterruptedException | SQLException e) {
            // The shell ends, or its database does; either is told elsewhere.
            clear();
        }
    }

    /** Shows what runs at this moment, or that nothing does. */
    synchronized void draw() throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            if (row.next()) {
                String text = text(row.getString(1), row.getLong(2), row.getLong(3));
                // The next output begins where the line does, so that it writes over the rest of it.
                out.print("\r" + String.format(Locale.ROOT, "%-" + WIDTH + "s", text) + "\r");
                out.flush();
                visible = true;
            } else {
                clear();
            }
        }
    }

    private static String text(String state, long rows, long micros) {
        double seconds = micros / MICROS_PER_SECOND;
        String so = switch (state) {
            case "PLANNING" -> "planning";
            case "COMMITTING" -> "committing";
            default -> "running";
        };
        return rows == 0
                ? String.format(Locale.ROOT, "%s, %.1f s", so, seconds)
                : String.format(Locale.ROOT, "%s, %.1f s, %,d rows, %,.0f rows/s", so, seconds, rows, rows / seconds);
    }

    /** Takes the line away before something else is printed. */
    synchronized void clear() {
        if (visible) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
            visible = false;
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        clear();
        connection.close();
    }
}
