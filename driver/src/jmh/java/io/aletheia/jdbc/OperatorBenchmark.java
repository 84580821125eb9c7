package io.aletheia.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** One operator over a large table through JDBC, a prepared statement each, with few rows in the result. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class OperatorBenchmark {
    private static final int GROUPS = 1_000;

    /** Rows of the table. */
    @Param("1000000")
    public int rows = 1_000_000;

    /** The operator that does most of the work. */
    @Param
    public Operator operator = Operator.FILTER_AGGREGATE;

    private @Nullable Connection connection;
    private final Map<Operator, PreparedStatement> statements = new EnumMap<>(Operator.class);

    /** What is measured, with its statement. */
    public enum Operator {
        /** A tenth of the rows, summed. */
        FILTER_AGGREGATE("SELECT SUM(price) FROM sale WHERE price < 10"),
        /** All rows into a thousand groups, of which the largest is shown. */
        GROUP_BY("SELECT product, SUM(price) AS total FROM sale GROUP BY product ORDER BY total DESC LIMIT 1"),
        /** Each row with its one partner in a table of a thousand rows. */
        HASH_JOIN("SELECT COUNT(*) FROM sale JOIN product ON product.id = sale.product WHERE product.price > 3"),
        /** The first ten of all rows. */
        TOP_N("SELECT id FROM sale ORDER BY price, id DESC LIMIT 10"),
        /** A running sum over each of a thousand partitions. */
        WINDOW(
                "SELECT MAX(running) FROM (SELECT SUM(price) OVER (PARTITION BY product ORDER BY id) AS running FROM sale)");

        private final String text;

        Operator(String text) {
            this.text = text;
        }
    }

    /** Runs it from a command line: {@code java -cp <test class path> io.aletheia.jdbc.OperatorBenchmark}. */
    public static void main(String[] arguments) throws Exception {
        new Runner(new OptionsBuilder()
                        .include(OperatorBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    /** Fills two tables in memory. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:;durability=ASYNC");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE NODE TABLE product (id INTEGER PRIMARY KEY, price INTEGER)");
            statement.execute("CREATE NODE TABLE sale (id BIGINT PRIMARY KEY, product INTEGER, price INTEGER)");
        }
        fill("INSERT INTO product (id, price) VALUES (?, ?)", GROUPS, false);
        fill("INSERT INTO sale (id, product, price) VALUES (?, ?, ?)", rows, true);
        for (Operator one : Operator.values()) {
            statements.put(one, connection.prepareStatement(one.text));
        }
    }

    private void fill(String insert, int count, boolean sale) throws SQLException {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < count; i++) {
                statement.setInt(1, i);
                if (sale) {
                    // A multiplicative step spreads the rows over the products without a random generator.
                    statement.setInt(2, (int) (i * 7_919L % GROUPS));
                }
                statement.setInt(sale ? 3 : 2, (int) (i * 104_729L % 100));
                statement.addBatch();
                if (i % 10_000 == 9_999) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Closes the database. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    /** The statement of the operator, run once. */
    @Benchmark
    public long run() throws SQLException {
        PreparedStatement statement = statements.get(operator);
        if (statement == null) {
            throw new IllegalStateException("not open");
        }
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("the row is missing");
            }
            return row.getLong(1);
        }
    }
}
