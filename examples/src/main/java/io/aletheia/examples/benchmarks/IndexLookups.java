package io.aletheia.examples.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Rows by the value of a column that has an index, and by that of one that has none, of a table of a million: ten rows of a value, and a
 * hundred of a range. Also how long the index takes to be made, and its memory.
 */
final class IndexLookups {
    private static final int ROWS = 1_000_000;
    private static final int VALUES = ROWS / 10;

    /** Spreads the values without the cost of a random number generator. */
    private static final int STRIDE = 7919;

    private static final int BATCH = 10_000;

    private final Connection connection;
    private final Sample made = new Sample("CREATE INDEX over a million rows", "ms");
    private final Sample bytes = new Sample("memory of an index, a row", "B");
    private final Sample equal = new Sample("10 of a million rows by an indexed column", "us");
    private final Sample equalScan = new Sample("the same without the index", "us");
    private final Sample past = new Sample("10 of a million rows by an indexed column, AS OF both times", "us");
    private final Sample range = new Sample("100 of a million rows by a range of an indexed column", "us");
    private final Sample rangeScan = new Sample("the same without the index", "us");
    private final Sample text = new Sample("10 of a million rows by an indexed string", "us");
    private int next;

    IndexLookups(Connection connection) {
        this.connection = connection;
    }

    void load() throws SQLException {
        execute("CREATE TABLE orders (id BIGINT PRIMARY KEY, customer INTEGER, other INTEGER, code VARCHAR)");
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                int value = value(i);
                insert.setLong(1, i);
                insert.setInt(2, value);
                insert.setInt(3, value);
                insert.setString(4, "customer " + value);
                insert.addBatch();
                if (i % BATCH == BATCH - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
        connection.setAutoCommit(true);
    }

    private static int value(int i) {
        return (int) ((long) i * STRIDE % VALUES);
    }

    void measure(int round) throws SQLException {
        long before = Memory.usedBytes();
        long start = System.nanoTime();
        execute("CREATE INDEX by_customer ON orders (customer)");
        made.add((System.nanoTime() - start) / 1e6);
        bytes.add((Memory.usedBytes() - before) / (double) ROWS);
        execute("CREATE INDEX by_code ON orders (code)");
        String clause = "FOR VALID_TIME AS OF CURRENT_TIMESTAMP FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP";
        int warm = round == 0 ? 4 : 1;
        for (int i = 0; i < warm; i++) {
            boolean last = i == warm - 1;
            add(last, equal, micros("customer = ?", "", 1, 10, 20_000));
            add(last, equalScan, micros("other = ?", "", 1, 10, 30));
            add(last, past, micros("customer = ?", clause, 1, 10, 20_000));
            add(last, range, micros("customer BETWEEN ? AND ? + 9", "", 2, 100, 5_000));
            add(last, rangeScan, micros("other BETWEEN ? AND ? + 9", "", 2, 100, 30));
            add(last, text, micros("code = 'customer ' || ?", "", 1, 10, 20_000));
        }
        execute("DROP INDEX by_customer, by_code");
    }

    private static void add(boolean wanted, Sample sample, double value) {
        if (wanted) {
            sample.add(value);
        }
    }

    private double micros(String condition, String clause, int parameters, int rows, int count) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, code FROM orders " + clause + " WHERE " + condition)) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                next = (next + STRIDE) % (VALUES - rows);
                for (int k = 1; k <= parameters; k++) {
                    if (condition.startsWith("code")) {
                        select.setString(k, String.valueOf(next));
                    } else {
                        select.setInt(k, next);
                    }
                }
                int found = 0;
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        found++;
                    }
                }
                if (found != rows) {
                    throw new IllegalStateException(condition + " found " + found + " rows, not " + rows);
                }
            }
            return (System.nanoTime() - start) / 1e3 / count;
        }
    }

    List<Sample> samples() {
        return List.of(made, bytes, equal, equalScan, past, range, rangeScan, text);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
