package io.aletheia.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a statement costs besides its rows, for each of three databases in memory, in turns: time and garbage of a row read by its key, prepared and
 * with the key in a text whose shape is known; texts that are new; and rows inserted a thousand at a time.
 */
final class StatementCost {
    private static final int ROWS = 100_000;
    private static final int STRIDE = 7919;
    private static final int READS = 200_000;
    private static final int NEW_TEXTS = 200;
    private static final int BATCH = 1_000;
    private static final int BATCHES = 100;
    private static final int TABLES = 5;

    private static final String POINT = "SELECT name, amount FROM points WHERE id = ";

    /** H2 without its habit of giving the last result again. */
    private static final List<String> URLS = List.of(
            "jdbc:aletheia:mem:cost;durability=ASYNC",
            "jdbc:h2:mem:cost;OPTIMIZE_REUSE_RESULTS=0",
            "jdbc:sqlite::memory:");

    private final List<Connection> connections = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int texts;
    private int nextKey;

    /** Makes the tables everywhere. */
    void load() throws SQLException {
        for (String url : URLS) {
            Connection connection = DriverManager.getConnection(url);
            connections.add(connection);
            try (Statement statement = connection.createStatement()) {
                for (int i = 1; i <= TABLES; i++) {
                    statement.execute("CREATE TABLE t" + i
                            + " (id BIGINT PRIMARY KEY, next BIGINT, name VARCHAR(40), amount BIGINT)");
                    statement.execute(
                            "INSERT INTO t" + i + " VALUES (1, 1, 'a', 10), (2, 2, 'b', 20), (3, 1, 'c', 30)");
                }
            }
            PointSelect.createTable(connection);
        }
    }

    void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    List<Sample> samples() {
        return samples;
    }

    /** One round; what it finds counts unless it is to warm up. */
    void measure(boolean counts) throws SQLException {
        for (Connection connection : connections) {
            String name = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            double[] prepared = perRead(() -> prepared(connection));
            double[] literal = perRead(() -> literal(connection));
            double point = newTexts(connection, "SELECT name AS n%d, amount FROM points WHERE id = 77");
            double planned =
                    newTexts(connection, "SELECT name, amount + 0 AS n%d FROM points WHERE id = 77 AND amount >= 0");
            double group = newTexts(
                    connection,
                    "SELECT a.name, count(*) AS n%d FROM t1 a JOIN t2 b ON b.next = a.id WHERE a.amount > 5 GROUP BY a.name");
            double join = newTexts(
                    connection,
                    "SELECT a.name AS n%d, e.name FROM t1 a JOIN t2 b ON b.next = a.id JOIN t3 c ON c.next = b.id "
                            + "JOIN t4 d ON d.next = c.id JOIN t5 e ON e.next = d.id WHERE a.amount > 5 AND e.amount < 50");
            double rows = inserted(connection);
            if (counts) {
                add(name + ": prepared point select", "us", prepared[0]);
                add(name + ": garbage of it", "B", prepared[1]);
                add(name + ": point select with a literal, known shape", "us", literal[0]);
                add(name + ": garbage of it with a literal", "B", literal[1]);
                add(name + ": new text, point select", "us", point);
                add(name + ": new text, point select with a condition", "us", planned);
                add(name + ": new text, join and group", "us", group);
                add(name + ": new text, join of five", "us", join);
                add(name + ": prepared batches of " + BATCH + " rows", "rows/s", rows);
            }
        }
    }

    private interface Reads {
        long run() throws SQLException;
    }

    /** Microseconds and bytes of garbage for each read. */
    private double[] perRead(Reads reads) throws SQLException {
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        if (reads.run() == 0) {
            throw new IllegalStateException("nothing was read");
        }
        double micros = (System.nanoTime() - start) / 1e3 / READS;
        return new double[] {micros, (threads.getThreadAllocatedBytes(thread) - bytes) / (double) READS};
    }

    private static long prepared(Connection connection) throws SQLException {
        long sum = 0;
        try (PreparedStatement select = connection.prepareStatement(POINT + "?")) {
            for (int i = 0; i < READS; i++) {
                select.setLong(1, (long) i * STRIDE % ROWS);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    sum += row.getString(1).length() + row.getLong(2);
                }
            }
        }
        return sum;
    }

    private static long literal(Connection connection) throws SQLException {
        long sum = 0;
        try (Statement select = connection.createStatement()) {
            for (int i = 0; i < READS; i++) {
                try (ResultSet row = select.executeQuery(POINT + (long) i * STRIDE % ROWS)) {
                    row.next();
                    sum += row.getString(1).length() + row.getLong(2);
                }
            }
        }
        return sum;
    }

    /** Microseconds for a text that was never seen, a name in it being new each time, with its few rows. */
    private double newTexts(Connection connection, String pattern) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < NEW_TEXTS; i++) {
                try (ResultSet rows = statement.executeQuery(String.format(Locale.ROOT, pattern, texts++))) {
                    rows.next();
                }
            }
        }
        return (System.nanoTime() - start) / 1e3 / NEW_TEXTS;
    }

    private double inserted(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        double seconds;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO points VALUES (?, ?, ?)")) {
            long start = System.nanoTime();
            for (int batch = 0; batch < BATCHES; batch++) {
                for (int i = 0; i < BATCH; i++) {
                    int key = ROWS + nextKey++;
                    insert.setLong(1, key);
                    insert.setString(2, "point " + key % ROWS);
                    insert.setLong(3, key * 3L);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM points WHERE id >= " + ROWS);
        }
        connection.commit();
        connection.setAutoCommit(true);
        return BATCH * BATCHES / seconds;
    }

    private void add(String name, String unit, double value) {
        for (Sample sample : samples) {
            if (sample.name().equals(name)) {
                sample.add(value);
                return;
            }
        }
        var sample = new Sample(name, unit);
        sample.add(value);
        samples.add(sample);
    }
}
