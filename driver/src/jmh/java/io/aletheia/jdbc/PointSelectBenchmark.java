package io.aletheia.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
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

/** One row by its primary key through JDBC: with a prepared statement, with a text that is known, with a text that is new. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PointSelectBenchmark {
    private static final String SELECT = "SELECT id, name FROM person WHERE id = ";
    private static final long SEED = 17;

    /** Rows of the table. */
    @Param("100000")
    public int rows = 100_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private @Nullable Connection connection;
    private @Nullable Statement statement;
    private @Nullable PreparedStatement prepared;
    private long texts;

    /** Runs it from a command line: {@code java -cp <test class path> io.aletheia.jdbc.PointSelectBenchmark}. */
    public static void main(String[] arguments) throws Exception {
        new Runner(new OptionsBuilder()
                        .include(PointSelectBenchmark.class.getSimpleName())
                        .build())
                .run();
    }

    /** Fills a table in memory. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:aletheia:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE NODE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL)");
        try (var insert = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
            for (int id = 0; id < rows; id++) {
                insert.setLong(1, id);
                insert.setString(2, "person " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        prepared = connection.prepareStatement(SELECT + "?");
    }

    /** Closes the database. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    /** The statement is prepared once. */
    @Benchmark
    public long preparedPointSelect() throws SQLException {
        if (prepared == null) {
            throw new IllegalStateException("not open");
        }
        prepared.setLong(1, random.nextInt(rows));
        try (ResultSet row = prepared.executeQuery()) {
            return read(row);
        }
    }

    /** The same text each time, so its plan is known. */
    @Benchmark
    public long knownText() throws SQLException {
        if (statement == null) {
            throw new IllegalStateException("not open");
        }
        try (ResultSet row = statement.executeQuery(SELECT + "4711")) {
            return read(row);
        }
    }

    /** Another text each time: parsed, validated and planned. */
    @Benchmark
    public long newText() throws SQLException {
        if (statement == null) {
            throw new IllegalStateException("not open");
        }
        try (ResultSet row = statement.executeQuery(SELECT + random.nextInt(rows) + " AND " + ++texts + " > 0")) {
            return read(row);
        }
    }

    private static long read(ResultSet row) throws SQLException {
        if (!row.next()) {
            throw new IllegalStateException("the row is missing");
        }
        return row.getLong(1) + row.getString(2).length();
    }
}
