package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Microseconds to read one row by key through JDBC, from binding the key to closing the result. */
final class PointSelect {
    private static final int ROWS = 100_000;

    /** Spreads the keys without the cost of a random number generator. */
    private static final int STRIDE = 7919;

    private PointSelect() {}

    static void createTable(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE points (id BIGINT PRIMARY KEY, name VARCHAR(40), amount BIGINT)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO points VALUES (?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setLong(1, i);
                insert.setString(2, "point " + i);
                insert.setLong(3, i * 3L);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    static double preparedMicros(Connection connection, String timeClause, int count) throws SQLException {
        long sum = 0;
        long start;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, amount FROM points " + timeClause + " WHERE id = ?")) {
            start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                select.setLong(1, (long) i * STRIDE % ROWS);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    sum += row.getString(1).length() + row.getLong(2);
                }
            }
        }
        return micros(start, count, sum);
    }

    /** A new text each time, so that no plan is found by its text. */
    static double unpreparedMicros(Connection connection, int round, int count) throws SQLException {
        long sum = 0;
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < count; i++) {
                long id = ((long) round * count + i) * STRIDE % ROWS;
                try (ResultSet row = statement.executeQuery("SELECT name, amount FROM points WHERE id = " + id)) {
                    row.next();
                    sum += row.getString(1).length() + row.getLong(2);
                }
            }
        }
        return micros(start, count, sum);
    }

    /** A new text each time that needs the planner: a filter on a column without an index. */
    static double plannedMicros(Connection connection, int round, int count) throws SQLException {
        long sum = 0;
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < count; i++) {
                long id = ((long) round * count + i) * STRIDE % ROWS;
                try (ResultSet row = statement.executeQuery(
                        "SELECT name, amount + 0 FROM points WHERE id = " + id + " AND amount >= 0")) {
                    row.next();
                    sum += row.getString(1).length() + row.getLong(2);
                }
            }
        }
        return micros(start, count, sum);
    }

    private static double micros(long start, int count, long sum) {
        long nanos = System.nanoTime() - start;
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return nanos / 1e3 / count;
    }
}
